import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

const ALLOWED = ["RuntimeDefault", "Localhost"];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaSeccompProfileBaseline = podSecurityRule({
    check: "seccompProfile_baseline",
    profile: "baseline",
    // Older versions read annotations, which no cluster heeds any more.
    since: 19,
    overriddenSince: 19,
    title: "Seccomp is not switched off.",
    severity: "medium",
    rationale: "Without a seccomp filter a process may make every system call, among them those of past escapes.",
    fix: `Set seccompProfile.type to ${ALLOWED.join(" or ")}.`,
    sources: ["PSS baseline", "CKV_K8S_31", "KSV-0104"],
    *judge(pod) {
        const contexts = [pod.securityContext, ...pod.containers.map((container) => container.security(""))];
        for (const profile of contexts.map((context) => context.key("seccompProfile"))) {
            const type = profile.key("type");
            if (profile.present && type.outside(...ALLOWED)) {
                yield finding(type, `the seccomp profile type is ${type}; allowed: ${ALLOWED.join(", ")}`);
            }
        }
    },
});
