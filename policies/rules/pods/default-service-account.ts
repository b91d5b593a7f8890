import { finding, podRule } from "../../model/rule";
import type { Value } from "../../model/value";

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
        const isUnnamed = account.absent || account.text === "";
        if (account.text === "default" || (isUnnamed && isDefault(deprecated))) {
            yield finding(account, "the pod runs under the namespace's default ServiceAccount");
        }
        if (deprecated.present && deprecated.text !== "" && isUnnamed) {
            yield finding(deprecated, `serviceAccount (${deprecated}) is deprecated; use serviceAccountName`);
        }
    },
});

/** Nothing and an empty text mean the default account, as its name does. */
function isDefault(account: Value): boolean {
    return account.absent || account.text === "" || account.text === "default";
}
