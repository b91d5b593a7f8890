import { finding, podRule } from "../../model/rule";
import { selects } from "../../model/selector";

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
export const topologySpreadSelector = podRule({
    id: "topology-spread-selector",
    title: "Spread constraints select the pods that they are written in.",
    severity: "medium",
    category: "reliability",
    level: "advisory",
    rationale: "A constraint that counts other pods spreads nothing: all replicas may land in one zone.",
    fix: "Give labelSelector the labels of the pod's own template.",
    sources: ["kube-linter no-anti-affinity", "polaris topologySpreadConstraint"],
    *check(pod) {
        const labels = pod.metadata.key("labels");
        for (const constraint of pod.spec.key("topologySpreadConstraints").items) {
            const selector = constraint.key("labelSelector");
            if (!pod.resource.isPatch && selects(selector, labels) === "no") {
                yield finding(
                    selector,
                    selector.isStated
                        ? `labelSelector does not select the pod's own labels${labels.isStated ? "" : ", as it has none"}`
                        : "labelSelector is not set, so that the constraint counts no pods",
                );
            }
        }
    },
});
