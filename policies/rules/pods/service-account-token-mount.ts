import type { PodView } from "../../model/pod";
import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting */
export const serviceAccountTokenMount = podRule({
    id: "service-account-token-mount",
    title: "Pods mount no Kubernetes API token unless they say that they use it.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "A token that nobody uses is one that an intruder does.",
    fix:
        "Set automountServiceAccountToken in the pod or its ServiceAccount to false, or in the pod to true where the " +
        "program calls the Kubernetes API.",
    sources: ["CIS EKS 4.1.6", "CKV_K8S_38", "KSV-0036", "C-0034"],
    *check(pod, { tokenlessAccounts }) {
        const mount = pod.spec.key("automountServiceAccountToken");
        if (mount.absent && tokenlessAccounts?.has(accountOf(pod)) !== true) {
            yield finding(mount, "automountServiceAccountToken is not set, so that the token is mounted");
        }
    },
});

/** Nothing and an empty text mean the namespace's own account. */
function accountOf({ spec }: PodView): string {
    return spec.key("serviceAccountName").text || spec.key("serviceAccount").text || "default";
}
