import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The folder that holds Pulumi.yaml: this clone. */
export function projectRoot(): string {
    return resolve(__dirname, "..");
}

/**
 * Where the tools are cached, outside the clone so that a second clone reuses them.
 * `EKS_PLATFORM_CACHE` overrides it; otherwise `$XDG_CACHE_HOME/eks-platform`, by default `~/.cache/eks-platform`.
 */
export function cacheDirectory(): string {
    const override = process.env.EKS_PLATFORM_CACHE;
    if (override) {
        return resolve(override);
    }
    return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "eks-platform");
}

/**
 * Where this clone keeps what its own runs make: the embedded control plane, local state, simulated worlds.
 * `EKS_PLATFORM_HOME` overrides it; otherwise `.platform` in the clone (ignored by git, safe to delete after `npm run down`).
 */
export function platformHome(): string {
    return resolve(process.env.EKS_PLATFORM_HOME ?? join(projectRoot(), ".platform"));
}
