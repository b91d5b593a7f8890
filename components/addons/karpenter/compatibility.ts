import { KUBERNETES_VERSIONS } from "../../../core/facts/kubernetes/versions";

interface Compatibility {
    /** Minor version of Karpenter. */
    readonly karpenter: string;
    /** Oldest minor version of Kubernetes that it supports. */
    readonly oldest: string;
    /** Newest minor version of Kubernetes that it supports. */
    readonly newest: string;
}

/**
 * Karpenter's own compatibility matrix, which had no row for 1.15 and none that goes to Kubernetes 1.37. Read on 2026-11-27.
 *
 * @see https://karpenter.sh/docs/upgrading/compatibility/
 */
const MATRIX: readonly Compatibility[] = [
    { karpenter: "1.12", oldest: "1.26", newest: "1.35" },
    { karpenter: "1.13", oldest: "1.26", newest: "1.36" },
    { karpenter: "1.14", oldest: "1.26", newest: "1.36" },
];

/** The versions of Kubernetes among the platform's that a version of Karpenter supports; none for one that the matrix does not have. */
export function kubernetesVersionsOf(version: string): readonly string[] {
    const row = MATRIX.find(({ karpenter }) => version.startsWith(`${karpenter}.`));
    if (!row) {
        return [];
    }
    return Object.keys(KUBERNETES_VERSIONS).filter(
        (kubernetes) => minorOf(kubernetes) >= minorOf(row.oldest) && minorOf(kubernetes) <= minorOf(row.newest),
    );
}

function minorOf(version: string): number {
    return Number(version.split(".")[1]);
}
