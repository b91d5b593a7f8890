import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaHostNamespaces = podSecurityRule({
    check: "hostNamespaces",
    profile: "baseline",
    title: "Pods do not share the network, process or IPC namespace of their node.",
    severity: "high",
    rationale: "In a host namespace a pod reads other pods' traffic, processes and memory, past every NetworkPolicy.",
    fix: "Remove hostNetwork, hostPID and hostIPC or set them to false.",
    sources: [
        "PSS baseline",
        ...["CIS EKS 4.2.2", "CIS EKS 4.2.3", "CIS EKS 4.2.4"],
        ...["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19", "KSV-0008", "KSV-0009", "KSV-0010", "C-0038", "C-0041"],
    ],
    *judge(pod) {
        for (const field of ["hostNetwork", "hostPID", "hostIPC"]) {
            const shared = pod.spec.key(field);
            if (shared.outside(undefined, false)) {
                yield finding(shared, `the pod sets ${field} to ${shared}; allowed: false`);
            }
        }
    },
});
