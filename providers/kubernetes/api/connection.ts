import { existsSync } from "node:fs";
import type { KubeConfig } from "@kubernetes/client-node";
import { invalidArgument } from "../../../core/engine/errors";
import type { LiveSettings } from "../settings";

/** The cluster that the settings name. */
export interface Connection {
    /** With the context and the cluster selected. It holds the credentials. */
    readonly kubeConfig: KubeConfig;
    /** Address of the API server. */
    readonly server: string;
    /** Of the context, else `default`. */
    readonly namespace: string;
    /** The kubeconfig as text, for tools that read one from a file. Secret: it may hold credentials. */
    readonly contents: string;
}

/**
 * Reads the kubeconfig of the settings and selects context and cluster.
 *
 * @returns a reason, for a user, when there is no cluster to talk to yet.
 * @throws ProviderError when the kubeconfig is malformed or lacks what the settings name.
 */
export async function connect(settings: LiveSettings): Promise<Connection | { readonly unreachable: string }> {
    const { kubeconfig } = settings;
    if (kubeconfig === "unknown") {
        return { unreachable: "its kubeconfig is not known until the cluster has been created" };
    }
    // Half a second to load, which a run that talks to no cluster shall not pay.
    const client = await import("@kubernetes/client-node");
    const kubeConfig = new client.KubeConfig();
    if (kubeconfig === undefined) {
        kubeConfig.loadFromDefault();
    } else if (isPath(kubeconfig)) {
        if (!existsSync(kubeconfig)) {
            return {
                unreachable: `the kubeconfig ${kubeconfig} does not exist`,
            };
        }
        attempt(`the kubeconfig ${kubeconfig} cannot be read`, () => kubeConfig.loadFromFile(kubeconfig));
    } else {
        attempt("the kubeconfig given as text cannot be read", () => kubeConfig.loadFromString(kubeconfig));
    }
    selectContext(kubeConfig, settings);
    const cluster = kubeConfig.getCurrentCluster();
    if (!cluster) {
        throw invalidArgument(
            `The kubeconfig names no cluster for the context ${JSON.stringify(kubeConfig.currentContext)}. ` +
                `Contexts in it: ${kubeConfig.contexts.map((context) => context.name).join(", ") || "none"}.`,
        );
    }
    return {
        kubeConfig,
        server: cluster.server,
        namespace: kubeConfig.getContextObject(kubeConfig.currentContext)?.namespace ?? "default",
        contents: kubeConfig.exportConfig(),
    };
}

function isPath(kubeconfig: string): boolean {
    return !kubeconfig.includes("\n") && !kubeconfig.trimStart().startsWith("{");
}

function selectContext(kubeConfig: KubeConfig, settings: LiveSettings): void {
    const { context, cluster } = settings;
    if (context !== undefined) {
        const names = kubeConfig.contexts.map(({ name }) => name);
        if (!names.includes(context)) {
            throw invalidArgument(
                `The provider's context ${JSON.stringify(context)} is not in the kubeconfig. ` +
                    `Contexts in it: ${names.join(", ") || "none"}.`,
            );
        }
        kubeConfig.setCurrentContext(context);
    }
    if (cluster === undefined) {
        return;
    }
    const names = kubeConfig.clusters.map(({ name }) => name);
    if (!names.includes(cluster)) {
        throw invalidArgument(
            `The provider's cluster ${JSON.stringify(cluster)} is not in the kubeconfig. ` +
                `Clusters in it: ${names.join(", ") || "none"}.`,
        );
    }
    kubeConfig.contexts = kubeConfig.contexts.map((entry) =>
        entry.name === kubeConfig.currentContext ? { ...entry, cluster } : entry,
    );
}

function attempt(what: string, load: () => void): void {
    try {
        load();
    } catch (error) {
        throw invalidArgument(`The Kubernetes provider is misconfigured: ${what}: ${(error as Error).message}`);
    }
}
