import { isReadBack } from "../../model/read-back";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename */
export const nodeName = podRule({
    id: "node-name",
    title: "Pods leave the choice of their node to the scheduler.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "A named node bypasses taints, resources and spreading, and on EKS it is gone at the next scaling.",
    fix: "Use nodeSelector or nodeAffinity with labels in place of spec.nodeName.",
    sources: ["kyverno restrict-node-selection"],
    *check(pod) {
        const name = pod.spec.key("nodeName");
        // A pod that runs has the node that the scheduler gave it.
        const isScheduled = pod.resource.kind === "Pod" && isReadBack(pod.resource);
        if (!isScheduled && name.present && name.text !== "") {
            yield finding(name, `nodeName is ${name}; allowed: none`);
        }
    },
});
