import type * as input from "@pulumi/kubernetes/types/input";

/** Zones before hosts: losing a zone is the larger loss. */
const TOPOLOGY_KEYS = ["topology.kubernetes.io/zone", "kubernetes.io/hostname"] as const;

/**
 * Spreads a service's pods over zones and hosts as evenly as there is room. It prefers rather than insists: a zone
 * without capacity must not keep a service from running elsewhere.
 *
 * @param labels the selector labels of the service's own pods
 * @param byRevision whether each revision is counted by itself, so that the old pods of a rolling update do not skew the new ones
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function spreadConstraints(
    labels: Record<string, string>,
    byRevision: boolean,
): input.core.v1.TopologySpreadConstraint[] {
    return TOPOLOGY_KEYS.map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: labels },
        ...(byRevision && { matchLabelKeys: ["pod-template-hash"] }),
    }));
}
