import { resolve } from "node:path";
import { projectRoot } from "../../../toolchain/paths";
import type { StateResource } from "./owned";

/**
 * The kubeconfig of a stack's own provider, as text or as a path; undefined for a stack without a cluster in AWS. The component of EKS has a
 * provider of its own for the same cluster, which leads through no session.
 */
export function kubeconfigIn(resources: readonly (StateResource & { readonly urn: string })[]): string | undefined {
    if (!resources.some(({ type }) => type === "aws:eks/cluster:Cluster")) {
        return undefined;
    }
    const provider = resources.find(
        ({ type, urn }) => type === "pulumi:providers:kubernetes" && !urn.includes("$eks:index:Cluster$"),
    );
    const kubeconfig = provider?.inputs?.kubeconfig;
    if (typeof kubeconfig !== "string") {
        return undefined;
    }
    // A session's is a file, named from the folder in which the engine's plugins work.
    return kubeconfig.trimStart().startsWith("{") ? kubeconfig : resolve(projectRoot(), kubeconfig);
}
