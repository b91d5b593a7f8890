import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaPrivileged = podSecurityRule({
    check: "privileged",
    profile: "baseline",
    title: "Containers are not privileged.",
    severity: "critical",
    rationale: "A privileged container has every capability and device of its node: who controls it controls the node.",
    fix: "Remove securityContext.privileged or set it to false.",
    sources: ["PSS baseline", "CIS EKS 4.2.1", "CKV_K8S_16", "KSV-0017", "C-0057"],
    *judge(pod) {
        for (const container of pod.containers) {
            const privileged = container.security("privileged");
            if (privileged.outside(undefined, false)) {
                yield finding(privileged, `${container.label} sets privileged to ${privileged}; allowed: false`);
            }
        }
    },
});
