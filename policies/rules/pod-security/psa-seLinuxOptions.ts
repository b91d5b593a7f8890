import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

const TYPES = ["container_t", "container_init_t", "container_kvm_t"];
const TYPES_SINCE_1_31 = [...TYPES, "container_engine_t"];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaSeLinuxOptions = podSecurityRule({
    check: "seLinuxOptions",
    profile: "baseline",
    title: "SELinux labels are those of confined containers.",
    severity: "medium",
    rationale:
        "A type such as spc_t, or a user or role of one's own, takes the container out of SELinux's confinement.",
    fix: `Remove seLinuxOptions.user and .role; .type may be ${TYPES_SINCE_1_31.join(", ")} (the last since 1.31).`,
    sources: ["PSS baseline", "KSV-0025"],
    *judge(pod, minor) {
        const types = minor >= 31 ? TYPES_SINCE_1_31 : TYPES;
        const contexts = [pod.securityContext, ...pod.containers.map((container) => container.security(""))];
        for (const options of contexts.map((context) => context.key("seLinuxOptions"))) {
            const type = options.key("type");
            if (type.outside(undefined, "", ...types)) {
                yield finding(type, `the SELinux type is ${type}; allowed: ${types.join(", ")}`);
            }
            for (const field of ["user", "role"]) {
                const value = options.key(field);
                if (value.outside(undefined, "")) {
                    yield finding(value, `the SELinux ${field} is ${value}; allowed: none`);
                }
            }
        }
    },
});
