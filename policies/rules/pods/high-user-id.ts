import { finding, numberOf, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export const highUserId = podRule({
    id: "high-user-id",
    title: "Containers run as users that no node has.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "A process that escapes its container has the rights of the node's user with the same number.",
    fix: "Set runAsUser to 10000 or more, in the image too.",
    sources: ["CKV_K8S_40", "KSV-0020"],
    config: {
        minimum: { description: "Lowest user id that is accepted.", type: "integer", minimum: 1, default: 10000 },
    },
    *check(pod, { config }) {
        const minimum = numberOf(config, "minimum") ?? 1;
        const contexts = [pod.securityContext, ...pod.containers.map((container) => container.at("securityContext"))];
        for (const user of contexts.map((context) => context.key("runAsUser"))) {
            // User 0 is the matter of psa-runAsUser.
            if (user.number !== 0 && (user.number ?? minimum) < minimum) {
                yield finding(user, `runAsUser is ${user}; required: ${minimum} or more`);
            }
        }
    },
});
