import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import { controlPlaneStatus, stopControlPlane } from "../../local";
import { platformHome } from "../../toolchain/paths";
import { stackDirectory } from "../engine/paths";
import { expected } from "../errors";
import { runStackCommand } from "./operation";

/** Destroys the stack `local`, then stops the control plane and removes its data. Does nothing twice. */
export async function localDown(): Promise<number> {
    const state = stackDirectory("local", false);
    if (existsSync(state) && (await controlPlaneStatus()).state === "running") {
        await destroyObjects();
    }
    await stopControlPlane();
    rmSync(state, { recursive: true, force: true });
    removeEmptyFolder(join(platformHome(), "stacks"));
    removeEmptyFolder(platformHome());
    process.stdout.write("The embedded control plane is stopped and its data removed.\n");
    return 0;
}

/** The cluster is removed whole afterwards, so neither objects that would not go nor a state that is unreadable keep it. */
async function destroyObjects(): Promise<void> {
    try {
        if ((await runStackCommand("destroy", "local", {})) === 0) {
            return;
        }
        process.stderr.write(pc.yellow("Some objects would not go; the cluster that holds them is removed now.\n"));
    } catch (error) {
        const fault = expected(error);
        if (fault === undefined) {
            throw error;
        }
        process.stderr.write(`${fault.message}\n${pc.yellow("The cluster with all its objects is removed now.")}\n`);
    }
}

function removeEmptyFolder(folder: string): void {
    if (existsSync(folder) && readdirSync(folder).length === 0) {
        rmdirSync(folder);
    }
}
