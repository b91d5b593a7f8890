import type { ServerAccess } from "../kubeconfig";
import type { KubernetesClient } from "./client";
import { startLoadBalancers } from "./load-balancers";
import { startNamespaces } from "./namespaces";
import { startVolumes } from "./volumes";

/**
 * Starts the loops that answer for what a cloud's controllers would do, volumes for claims and addresses for load balancers, and the one
 * that lets empty namespaces go at once. They live through restarts of the API server.
 * @returns what stops them
 */
export function startControllers(client: KubernetesClient, kubeconfigPath: string, access: ServerAccess): () => void {
    const config = new client.KubeConfig();
    config.loadFromFile(kubeconfigPath);
    const loops = [
        startVolumes(client, config),
        startLoadBalancers(client, config),
        startNamespaces(client, config, access),
    ];
    return () => {
        for (const stop of loops) {
            stop();
        }
    };
}
