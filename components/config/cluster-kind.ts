import { CONFIG_NAMESPACE } from "./raw-config";

/** The kinds of cluster that a stack can be for. */
export const CLUSTER_KINDS = ["eks", "existing", "embedded"] as const;

/** Whose cluster a stack has: a new one in EKS, one that exists, or the embedded control plane. */
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

/** The kind of cluster that is meant, also where the section `cluster` has other faults; undefined where it names none. */
export function clusterKindOf(values: Readonly<Record<string, unknown>>): ClusterKind | undefined {
    const cluster = values[`${CONFIG_NAMESPACE}:cluster`];
    const kind = typeof cluster === "object" && cluster !== null && "kind" in cluster ? cluster.kind : undefined;
    return CLUSTER_KINDS.find((known) => known === kind);
}
