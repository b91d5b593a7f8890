import { podSecurityRule } from "../../model/pod-security";
import { finding } from "../../model/rule";
import type { Value } from "../../model/value";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const psaHostPathVolumes = podSecurityRule({
    check: "hostPathVolumes",
    profile: "baseline",
    overriddenSince: 0,
    title: "Pods mount no path of their node.",
    severity: "high",
    rationale: "A hostPath volume reaches the node's credentials, sockets and other pods' data.",
    fix: "Use emptyDir, a persistentVolumeClaim, a configMap or a secret.",
    sources: ["PSS baseline", "CKV_K8S_27", "KSV-0006", "KSV-0023", "C-0045", "C-0048"],
    *judge(pod) {
        for (const volume of pod.spec.key("volumes").items) {
            const hostPath = volume.key("hostPath");
            if (hostPath.present) {
                yield finding(hostPath, `the volume mounts ${pathLabel(hostPath.key("path"))}; allowed: none`, {
                    about: volume.path,
                });
            }
        }
    },
});

function pathLabel(path: Value): string {
    return path.isStated ? `the node's path ${path}` : "a path of the node";
}
