import { finding, numberOf, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export const highGroupId = podRule({
    id: "high-group-id",
    title: "Containers run in groups that no node has.",
    severity: "low",
    category: "security",
    // A matter of taste and of the cluster, for whoever asks for it.
    level: "disabled",
    rationale: "A process that escapes its container has the rights of the node's group with the same number.",
    fix: "Set runAsGroup to 10000 or more, in the image too.",
    sources: ["KSV-0021"],
    config: {
        minimum: { description: "Lowest group id that is accepted.", type: "integer", minimum: 1, default: 10000 },
    },
    *check(pod, { config }) {
        const minimum = numberOf(config, "minimum") ?? 1;
        const contexts = [pod.securityContext, ...pod.containers.map((container) => container.at("securityContext"))];
        for (const group of contexts.map((context) => context.key("runAsGroup"))) {
            // Group 0 is the matter of root-group.
            if (group.number !== 0 && (group.number ?? minimum) < minimum) {
                yield finding(group, `runAsGroup is ${group}; required: ${minimum} or more`);
            }
        }
    },
});
