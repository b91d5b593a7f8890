import { resolve } from "node:path";
import { projectRoot } from "../../../toolchain/paths";
import { clusterAmong, type StateResource } from "../state-resources";

/** How a state leads into the stack's cluster, or what it lacks for that. */
export type WayIn =
    | { readonly kubeconfig: string }
    /** `text`: the provider is there, and its kubeconfig is a secret or not known. */
    | { readonly lacks: "cluster" | "provider" | "text" };

/**
 * The kubeconfig of a stack's own provider, as text or as a path. The component of EKS has a provider of its own for the same cluster,
 * which leads through no session.
 */
export function wayIn(resources: readonly StateResource[]): WayIn {
    if (clusterAmong(resources) === undefined) {
        return { lacks: "cluster" };
    }
    const provider = resources.find(
        ({ type, urn }) => type === "pulumi:providers:kubernetes" && !urn.includes("$eks:index:Cluster$"),
    );
    if (provider === undefined) {
        return { lacks: "provider" };
    }
    const kubeconfig = provider.inputs?.kubeconfig;
    if (typeof kubeconfig !== "string" || kubeconfig.trim() === "") {
        return { lacks: "text" };
    }
    // A session's is a file, named from the folder in which the engine's plugins work.
    const isText = kubeconfig.trimStart().startsWith("{") || kubeconfig.includes("\n");
    return { kubeconfig: isText ? kubeconfig : resolve(projectRoot(), kubeconfig) };
}
