import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting */
export const serviceAccountTokenMount = podRule({
    id: "service-account-token-mount",
    title: "Pods mount no Kubernetes API token unless they say that they use it.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "A token that nobody uses is one that an intruder does.",
    fix: "Set automountServiceAccountToken in the pod to false, or to true where the program calls the Kubernetes API.",
    sources: ["CIS EKS 4.1.6", "CKV_K8S_38", "KSV-0036", "C-0034"],
    *check(pod) {
        const mount = pod.spec.key("automountServiceAccountToken");
        if (mount.absent) {
            yield finding(mount, "automountServiceAccountToken is not set, so that the token is mounted");
        }
    },
});
