import { amountLabel, isNone, mayBeSome } from "../../model/resource-amounts";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const cpuLimit = podRule({
    id: "cpu-limit",
    title: "Containers have a limit of processor time.",
    severity: "low",
    category: "reliability",
    // A matter of taste and of the cluster, for whoever asks for it.
    level: "disabled",
    rationale:
        "One busy container slows down every other on its node. A limit also slows down the container itself: choose.",
    fix: "Set resources.limits.cpu, or disable this rule and rely on requests.",
    sources: ["CKV_K8S_11", "KSV-0011", "C-0270"],
    *check(pod) {
        for (const container of pod.containers.filter(({ role }) => role !== "ephemeral")) {
            const limit = container.at("resources.limits").key("cpu");
            if (isNone(limit) && !mayBeSome(pod.spec.at("resources.limits").key("cpu"))) {
                yield finding(limit, `${container.label} has ${amountLabel(limit, "limit of cpu")}`);
            }
        }
    },
});
