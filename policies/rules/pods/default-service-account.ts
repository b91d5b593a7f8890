import { finding, podRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/service-accounts/ */
export const defaultServiceAccount = podRule({
    id: "default-service-account",
    title: "Pods run under a ServiceAccount of their own.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "What is granted to the default ServiceAccount is granted to every pod of the namespace.",
    fix: "Create a ServiceAccount for the workload and name it in serviceAccountName.",
    sources: ["CIS EKS 4.1.5", "CKV_K8S_41", "CKV_K8S_42"],
    *check(pod) {
        const account = pod.spec.key("serviceAccountName");
        const deprecated = pod.spec.key("serviceAccount");
        if (account.text === "default" || (account.absent && (deprecated.absent || deprecated.text === "default"))) {
            yield finding(account, "the pod runs under the namespace's default ServiceAccount");
        }
        if (deprecated.present && account.absent) {
            yield finding(deprecated, `serviceAccount (${deprecated}) is deprecated; use serviceAccountName`);
        }
    },
});
