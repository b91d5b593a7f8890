import { finding, podRule } from "../../model/rule";
import type { Value } from "../../model/value";

const SYSTEM = ["system-cluster-critical", "system-node-critical"];

/** @see https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/ */
export const systemPriorityClass = podRule({
    id: "system-priority-class",
    title: "Only what the cluster lives on has the priority of the system.",
    severity: "medium",
    category: "reliability",
    level: "advisory",
    rationale: "A pod with such a priority evicts others when room is short, DNS and the ingress among them.",
    fix: "Make a PriorityClass of your own, or leave priorityClassName out.",
    sources: ["kube-linter priority-class-name"],
    isMeantInAgents: true,
    *check(pod) {
        const priority = pod.spec.key("priorityClassName");
        if (SYSTEM.includes(priority.text ?? "") && isOutsideSystem(pod.resource.props.at("metadata.namespace"))) {
            yield finding(priority, `priorityClassName is ${priority} outside kube-system`);
        }
    },
});

/** True when the object is certain to be elsewhere; one that names no namespace gets that of its provider. */
function isOutsideSystem(namespace: Value): boolean {
    return namespace.known !== "kube-system" && !namespace.isUnknown;
}
