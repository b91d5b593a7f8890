import { finding, podRule } from "../../model/rule";

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
        if (isReplicated && constraints.absent && pod.spec.at("affinity.podAntiAffinity").absent) {
            yield finding(constraints, `nothing spreads the ${replicas} replicas`);
        }
    },
});
