import { podSecurityRule, windowsPods } from "../../model/pod-security";
import { finding } from "../../model/rule";

const ALLOWED = ["RuntimeDefault", "Localhost"];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const psaSeccompProfileRestricted = podSecurityRule({
    check: "seccompProfile_restricted",
    profile: "restricted",
    since: 19,
    title: "Seccomp is switched on for every container.",
    severity: "medium",
    rationale: "Without a seccomp filter a process may make every system call, among them those of past escapes.",
    fix: `Set seccompProfile.type of the pod's securityContext to ${ALLOWED.join(" or ")}.`,
    sources: ["PSS restricted", "CKV_K8S_31", "KSV-0030"],
    exempt: windowsPods,
    *judge(pod) {
        const ofPod = pod.securityContext.key("seccompProfile");
        const owners = [
            { label: "the pod", profile: ofPod },
            ...pod.containers.map(({ label, value }) => ({
                label,
                profile: value.at("securityContext.seccompProfile"),
            })),
        ];
        for (const { label, profile } of owners) {
            const type = profile.key("type");
            if (profile.present && type.outside(...ALLOWED)) {
                yield finding(
                    type,
                    `${label} has a seccomp profile whose type is ${type}; allowed: ${ALLOWED.join(", ")}`,
                );
            }
        }
        for (const container of pod.containers) {
            const own = container.security("seccompProfile");
            if (own.absent && ofPod.absent) {
                yield finding(own, `${container.label} has no seccomp profile; required: ${ALLOWED.join(" or ")}`);
            }
        }
    },
    *remediate(pod) {
        const ofPod = pod.securityContext.key("seccompProfile");
        const own = pod.containers.map((container) => container.security("seccompProfile"));
        for (const profile of [ofPod, ...own]) {
            const [type, localProfile] = [profile.key("type"), profile.key("localhostProfile")];
            if (profile.present && type.outside(...ALLOWED)) {
                yield { at: type, to: "RuntimeDefault" };
                // The API server refuses the name of a profile beside another type.
                yield* localProfile.present ? [{ at: localProfile, to: undefined }] : [];
            }
        }
        if (ofPod.absent && own.some((profile) => profile.absent)) {
            yield { at: ofPod, to: { type: "RuntimeDefault" } };
        }
    },
});
