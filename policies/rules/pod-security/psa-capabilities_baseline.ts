import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

const ALLOWED = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaCapabilitiesBaseline = podSecurityRule({
    check: "capabilities_baseline",
    profile: "baseline",
    overriddenSince: 22,
    title: "Containers add no capability beyond the container runtime's default set.",
    severity: "high",
    rationale: "Capabilities such as SYS_ADMIN or NET_RAW let a container take over its node or forge traffic.",
    fix: `Remove the capability; allowed names, spelt exactly so: ${ALLOWED.join(", ")}.`,
    sources: ["PSS baseline", "CKV_K8S_25", "CKV_K8S_39", "KSV-0005", "KSV-0022", "KSV-0119", "C-0046"],
    *judge(pod) {
        for (const container of pod.containers) {
            for (const capability of container.security("capabilities.add").items) {
                if (capability.outside(...ALLOWED)) {
                    yield finding(capability, `${container.label} adds ${capability}, which the default set lacks`);
                }
            }
        }
    },
});
