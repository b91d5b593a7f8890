import { finding, podRule } from "../../model/rule";
import type { Value } from "../../model/value";

/** What keeps replicas apart besides spread constraints: lists of terms. */
export const ANTI_AFFINITY = [
    "requiredDuringSchedulingIgnoredDuringExecution",
    "preferredDuringSchedulingIgnoredDuringExecution",
].map((terms) => `affinity.podAntiAffinity.${terms}`);

const KINDS = ["Deployment", "StatefulSet", "Rollout"];

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
export const replicaSpread = podRule({
    id: "replica-spread",
    title: "Replicas are spread over nodes or zones.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "Replicas that share a node or zone go down together with it.",
    fix: "Add topologySpreadConstraints over topology.kubernetes.io/zone, or a podAntiAffinity.",
    sources: ["kube-linter no-anti-affinity", "kube-score deployment-has-host-podantiaffinity"],
    *check(pod) {
        const constraints = pod.spec.key("topologySpreadConstraints");
        const replicas = pod.resource.props.at("spec.replicas");
        const isReplicated = KINDS.includes(pod.resource.kind ?? "") && (replicas.number ?? 1) > 1;
        if (isReplicated && isEmpty(constraints) && !ANTI_AFFINITY.some((field) => mayHoldTerms(pod.spec.at(field)))) {
            yield finding(constraints, `nothing spreads the ${replicas} replicas`);
        }
    },
});

/** A patch that names no terms leaves the constraints to decide. */
function mayHoldTerms(list: Value): boolean {
    return list.isStated && !isEmpty(list);
}

function isEmpty(list: Value): boolean {
    return list.absent || (list.isList && list.items.length === 0);
}
