import { controlPlaneStatus, startControlPlane } from "../../local";
import { abandonable } from "../engine/interrupt";
import { note } from "../notes";
import { controlPlaneTable } from "../output/control-plane";

/** Starts the embedded control plane without deploying anything to it. */
export async function localUp(): Promise<number> {
    const cluster = await abandonable(() => startControlPlane({ progress: note }));
    process.stdout.write(`Ready at ${cluster.server}\n  kubectl --kubeconfig ${cluster.kubeconfigPath} get nodes\n`);
    return 0;
}

/** Shows each part of the control plane; exit code 1 unless all of them run. */
export async function localStatus(options: { readonly json?: boolean }): Promise<number> {
    const status = await controlPlaneStatus();
    process.stdout.write(options.json ? `${JSON.stringify(status, null, 2)}\n` : `${controlPlaneTable(status)}\n`);
    return status.state === "running" ? 0 : 1;
}
