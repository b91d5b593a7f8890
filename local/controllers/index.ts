import type { KubernetesClient } from "./client";
import { startLoadBalancers } from "./load-balancers";
import { startVolumes } from "./volumes";

/**
 * Starts the loops that answer for what a cloud's controllers would do: volumes for claims, addresses for load balancers.
 * They live through restarts of the API server.
 * @returns what stops them
 */
export function startControllers(client: KubernetesClient, kubeconfigPath: string): () => void {
    const config = new client.KubeConfig();
    config.loadFromFile(kubeconfigPath);
    const loops = [startVolumes(client, config), startLoadBalancers(client, config)];
    return () => {
        for (const stop of loops) {
            stop();
        }
    };
}
