import { FaultPlan } from "../core/engine/faults";
import { type Providers, serveProviders } from "../core/engine/serve";
import { createLiveKubernetesProvider } from "./kubernetes";
import { RandomProvider } from "./random/provider";

/**
 * Serves the providers of a real cluster in this process: Kubernetes against the cluster of the provider's kubeconfig, and random
 * from the operating system.
 *
 * @param helmPath the helm binary, for Helm releases. @default helm on PATH
 */
export function serveRealProviders(helmPath?: string): Promise<Providers> {
    return serveProviders(
        {
            kubernetes: (engine) =>
                createLiveKubernetesProvider({
                    ...(helmPath !== undefined && { helmPath }),
                    progress: ({ urn, message }) => engine.status(urn, message),
                }),
            random: () => new RandomProvider(undefined),
        },
        new FaultPlan([]),
    );
}
