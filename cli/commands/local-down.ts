import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import { controlPlaneStatus, stopControlPlane } from "../../local";
import { platformHome } from "../../toolchain/paths";
import { stackDirectory } from "../engine/paths";
import { runStackCommand } from "./operation";

/** Destroys the stack `local`, then stops the control plane and removes its data. Does nothing twice. */
export async function localDown(): Promise<number> {
    const state = stackDirectory("local", false);
    if (existsSync(state) && (await controlPlaneStatus()).state === "running") {
        const exitCode = await runStackCommand("destroy", "local", {});
        // The cluster is removed whole below, so objects that would not go are no reason to keep it.
        if (exitCode !== 0)
            process.stderr.write(pc.yellow("Some objects would not go; the cluster that holds them is removed now.\n"));
    }
    await stopControlPlane();
    rmSync(state, { recursive: true, force: true });
    removeEmptyFolder(join(platformHome(), "stacks"));
    removeEmptyFolder(platformHome());
    process.stdout.write("The embedded control plane is stopped and its data removed.\n");
    return 0;
}

function removeEmptyFolder(folder: string): void {
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
