import type { Container } from "../../model/pod";
import { podSecurityRule, windowsPods } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const psaAllowPrivilegeEscalation = podSecurityRule({
    check: "allowPrivilegeEscalation",
    profile: "restricted",
    since: 8,
    title: "Containers cannot gain privileges that they were not started with.",
    severity: "medium",
    rationale: "With set-user-ID files a process becomes root, whatever user the container was started as.",
    fix: "Set securityContext.allowPrivilegeEscalation to false on every container; leaving it out allows escalation.",
    sources: ["PSS restricted", "CIS EKS 4.2.5", "CKV_K8S_20", "KSV-0001", "C-0016"],
    exempt: windowsPods,
    *judge(pod) {
        for (const container of pod.containers) {
            const escalation = container.security("allowPrivilegeEscalation");
            if (escalation.outside(false)) {
                yield finding(
                    escalation,
                    `${container.label}: allowPrivilegeEscalation is ${escalation}; required: false`,
                );
            }
        }
    },
    *remediate(pod) {
        for (const container of pod.containers) {
            const escalation = container.security("allowPrivilegeEscalation");
            if (escalation.outside(false) && !needsEscalation(container)) {
                yield { at: escalation, to: false };
            }
        }
    },
});

/** The API server refuses false beside these settings; what is not known may turn out to be one of them. */
function needsEscalation(container: Container): boolean {
    const [privileged, added] = [container.security("privileged"), container.security("capabilities.add")];
    return privileged.isUnknown || privileged.known === true || added.isIncomplete || added.includes("CAP_SYS_ADMIN");
}
