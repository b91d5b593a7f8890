import { podSecurityRule, userNamespacePods } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const psaRunAsNonRoot = podSecurityRule({
    check: "runAsNonRoot",
    profile: "restricted",
    title: "Containers run as a user other than root.",
    severity: "high",
    rationale: "Root in a container is root on the node as soon as one layer of isolation fails.",
    fix: "Set runAsNonRoot to true in the pod's securityContext and nowhere to false.",
    sources: ["PSS restricted", "CKV_K8S_6", "CKV_K8S_23", "KSV-0012", "C-0013"],
    exempt: userNamespacePods,
    *judge(pod) {
        const ofPod = pod.securityContext.key("runAsNonRoot");
        if (ofPod.outside(undefined, true)) {
            yield finding(ofPod, `the pod sets runAsNonRoot to ${ofPod}; required: true`);
        }
        for (const container of pod.containers) {
            const own = container.security("runAsNonRoot");
            if (own.outside(undefined, true)) {
                yield finding(own, `${container.label} sets runAsNonRoot to ${own}; required: true`);
            } else if (own.absent && ofPod.absent) {
                yield finding(own, `neither ${container.label} nor the pod sets runAsNonRoot; required: true`);
            }
        }
    },
});
