import pc from "picocolors";
import { readFromControlPlane } from "../../local";
import { kubeconfigPath } from "../../local/paths";
import { resolveTools } from "../../toolchain";
import { abandonable } from "../engine/interrupt";
import { workloadTable } from "../output/workloads";
import { runStackCommand } from "./operation";

/** Brings the platform up on this machine: tools, embedded control plane, stack `local`; then says what runs and what to do next. */
export async function start(): Promise<number> {
    process.stdout.write(
        `${pc.bold("eks-platform")} on this machine: an embedded Kubernetes control plane, pods simulated by kwok\n`,
    );
    await abandonable(() =>
        resolveTools(["pulumi", "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"], {
            progress: (event) => process.stderr.write(`  ${event.tool}: ${event.message}\n`),
        }),
    );
    const exitCode = await runStackCommand("up", "local", {});
    if (exitCode !== 0) {
        return exitCode;
    }
    process.stdout.write(`\n${await workloadTable(readFromControlPlane)}\n${nextSteps()}`);
    return 0;
}

function nextSteps(): string {
    return [
        "",
        pc.bold("Next"),
        `  kubectl --kubeconfig ${displayPath(kubeconfigPath())} get pods -A`,
        "  npm run preview -- prod --offline    the production stack, without credentials",
        "  npm run down                         remove everything that this started",
        "",
    ].join("\n");
}

/** A path as one would type it here: relative where it lies below the current folder. */
function displayPath(path: string): string {
    const here = `${process.cwd()}/`;
    return path.startsWith(here) ? path.slice(here.length) : path;
}
