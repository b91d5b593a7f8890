import { amountLabel, isNone, mayBeSome } from "../../model/resource-amounts";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const memoryLimit = podRule({
    id: "memory-limit",
    title: "Containers have a memory limit.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "One leak takes down every pod of its node.",
    fix: "Set resources.limits.memory.",
    sources: ["CKV_K8S_13", "KSV-0018", "C-0271"],
    *check(pod) {
        for (const container of pod.containers.filter(({ role }) => role !== "ephemeral")) {
            const limit = container.at("resources.limits.memory");
            if (isNone(limit) && !mayBeSome(pod.spec.at("resources.limits.memory"))) {
                yield finding(limit, `${container.label} has ${amountLabel(limit, "memory limit")}`);
            }
        }
    },
});
