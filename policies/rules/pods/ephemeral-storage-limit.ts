import { amountLabel, isNone } from "../../model/resource-amounts";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const ephemeralStorageLimit = podRule({
    id: "ephemeral-storage-limit",
    title: "Containers have a limit of ephemeral storage.",
    severity: "low",
    category: "reliability",
    // A matter of taste and of the cluster, for whoever asks for it.
    level: "disabled",
    rationale:
        "Logs and temporary files of one container fill the node's disk, and the kubelet evicts every pod on it.",
    fix: 'Set resources.limits["ephemeral-storage"].',
    sources: [
        "gatekeeper ephemeralstoragelimit",
        "kube-linter unset-ephemeral-storage-requirements",
        "kube-score container-ephemeral-storage-request-and-limit",
    ],
    *check(pod) {
        for (const container of pod.containers.filter(({ role }) => role !== "ephemeral")) {
            const limit = container.at("resources.limits").key("ephemeral-storage");
            // A pod has no limit of it as a whole.
            if (isNone(limit)) {
                yield finding(limit, `${container.label} has ${amountLabel(limit, "limit of ephemeral-storage")}`);
            }
        }
    },
});
