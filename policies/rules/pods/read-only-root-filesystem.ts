import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export const readOnlyRootFilesystem = podRule({
    id: "read-only-root-filesystem",
    title: "Containers cannot write to their own image.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "An intruder who cannot write cannot install tools or change the program.",
    fix: "Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes.",
    sources: ["CKV_K8S_22", "KSV-0014", "C-0017"],
    *check(pod) {
        for (const container of pod.containers.filter(({ role }) => role !== "ephemeral")) {
            const readOnly = container.security("readOnlyRootFilesystem");
            if (readOnly.outside(true)) {
                yield finding(readOnly, `${container.label}: readOnlyRootFilesystem is ${readOnly}; required: true`);
            }
        }
    },
});
