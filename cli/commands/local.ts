import { existsSync, rmSync } from "node:fs";
import pc from "picocolors";
import { controlPlaneStatus, startControlPlane, stopControlPlane } from "../../local";
import { stackDirectory } from "../engine/paths";
import { controlPlaneTable } from "../output/control-plane";
import { runStackCommand } from "./operation";

/** Starts the embedded control plane without deploying anything to it. */
export async function localUp(): Promise<number> {
    const cluster = await startControlPlane({ progress: (message) => process.stderr.write(`  ${message}\n`) });
    process.stdout.write(`Ready at ${cluster.server}\n  kubectl --kubeconfig ${cluster.kubeconfigPath} get nodes\n`);
    return 0;
}

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
    process.stdout.write("The embedded control plane is stopped and its data removed.\n");
    return 0;
}

/** Shows each part of the control plane; exit code 1 unless all of them run. */
export async function localStatus(options: { readonly json?: boolean }): Promise<number> {
    const status = await controlPlaneStatus();
    process.stdout.write(options.json ? `${JSON.stringify(status, null, 2)}\n` : `${controlPlaneTable(status)}\n`);
    return status.state === "running" ? 0 : 1;
}
