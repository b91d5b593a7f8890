import { version } from "@pulumi/kubernetes/package.json";
import type { ProviderImplementation } from "../../core/engine/provider";
import { LiveKubernetesProvider, type LiveProviderOptions } from "./provider";

/**
 * The Kubernetes provider that applies to a real cluster: the stand-in for the official plugin where that cannot be had.
 *
 * @returns an implementation for one connection, that is for one provider resource of the program.
 */
export function createLiveKubernetesProvider(
    options: Omit<LiveProviderOptions, "version"> = {},
): ProviderImplementation {
    return new LiveKubernetesProvider({ ...options, version });
}
