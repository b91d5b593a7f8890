import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaHostPorts = podSecurityRule({
    check: "hostPorts",
    profile: "baseline",
    title: "Containers take no port of their node.",
    severity: "high",
    rationale: "A host port bypasses Services and NetworkPolicies and can shadow the node's own daemons.",
    fix: "Remove hostPort and expose the port by a Service.",
    sources: ["PSS baseline", "CKV_K8S_26", "KSV-0024", "C-0044"],
    *judge(pod) {
        for (const container of pod.containers) {
            for (const port of container.at("ports").items) {
                const hostPort = port.key("hostPort");
                if (hostPort.outside(undefined, 0)) {
                    yield finding(hostPort, `${container.label} takes the node's port ${hostPort}; allowed: none`);
                }
            }
        }
    },
});
