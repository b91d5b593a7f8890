import { type PolicyMinor, podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** Safe kernel parameters by the minor version that first allowed them. */
const SAFE: readonly (readonly [since: PolicyMinor, names: readonly string[]])[] = [
    [
        0,
        [
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_unprivileged_port_start",
        ],
    ],
    [27, ["net.ipv4.ip_local_reserved_ports"]],
    [
        29,
        [
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
        ],
    ],
    [32, ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]],
    [37, ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"]],
];

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaSysctls = podSecurityRule({
    check: "sysctls",
    profile: "baseline",
    title: "Pods set only kernel parameters that are safe to share a node with.",
    severity: "medium",
    rationale: "Other kernel parameters act on the whole node or switch off its protections.",
    fix: "Remove the sysctl, or set it on the nodes by their launch template.",
    sources: ["PSS baseline", "KSV-0026"],
    *judge(pod, minor) {
        const safe = SAFE.flatMap(([since, names]) => (minor >= since ? names : []));
        for (const sysctl of pod.securityContext.key("sysctls").items) {
            const name = sysctl.key("name");
            if (name.outside(...safe)) {
                yield finding(
                    name,
                    `the pod sets ${name.absent ? "a sysctl without name" : `the sysctl ${name}`}; allowed: ${safe.join(", ")}`,
                );
            }
        }
    },
});
