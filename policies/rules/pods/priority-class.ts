import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ */
export const priorityClass = podRule({
    id: "priority-class",
    title: "Pods say how urgent they are.",
    severity: "low",
    category: "reliability",
    // A matter of taste and of the cluster, for whoever asks for it.
    level: "disabled",
    rationale: "When room is short, pods of equal priority wait for each other, whatever the business needs first.",
    fix: "Make a few PriorityClasses and name one in priorityClassName.",
    sources: ["polaris priorityClassNotSet"],
    *check(pod) {
        const priority = pod.spec.key("priorityClassName");
        if (priority.absent || priority.text === "") {
            yield finding(priority, "priorityClassName is not set");
        }
    },
});
