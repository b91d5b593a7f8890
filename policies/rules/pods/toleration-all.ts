import { isOfDaemonSet } from "../../model/node-agent";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export const tolerationAll = podRule({
    id: "toleration-all",
    title: "Only agents of nodes tolerate every taint.",
    severity: "medium",
    category: "reliability",
    level: "advisory",
    rationale: "Such a pod goes to nodes that are reserved, not ready or being drained, and stays there.",
    fix: "Name the key of the taint; pods of a DaemonSet are exempt.",
    sources: ["kyverno restrict-controlplane-scheduling"],
    *check(pod) {
        if (isOfDaemonSet(pod.resource)) {
            return;
        }
        for (const toleration of pod.spec.key("tolerations").items) {
            const [key, operator, effect] = ["key", "operator", "effect"].map((name) => toleration.key(name));
            const isForAll = operator?.text === "Exists" && !key?.isUnknown && !key?.text;
            if (isForAll && effect?.text !== "PreferNoSchedule") {
                yield finding(toleration, "the toleration has no key, which means every taint");
            }
        }
    },
});
