import { podSecurityRule, userNamespacePods } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const psaRunAsUser = podSecurityRule({
    check: "runAsUser",
    profile: "restricted",
    since: 23,
    title: "Containers are not told to run as user 0.",
    severity: "high",
    rationale: "Root in a container is root on the node as soon as one layer of isolation fails.",
    fix: "Remove runAsUser or set it to a number other than 0.",
    sources: ["PSS restricted", "KSV-0105"],
    exempt: userNamespacePods,
    *judge(pod) {
        const contexts = [pod.securityContext, ...pod.containers.map((container) => container.security(""))];
        for (const runAsUser of contexts.map((context) => context.key("runAsUser"))) {
            if (runAsUser.number === 0) {
                yield finding(runAsUser, "runAsUser is 0, which is root; allowed: every other user");
            }
        }
    },
});
