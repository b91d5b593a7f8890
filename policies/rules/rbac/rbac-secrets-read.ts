import { grantsOf, includes } from "../../model/rbac";
import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets */
export const rbacSecretsRead = kindRule({
    id: "rbac-secrets-read",
    title: "Roles read Secrets by name.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "To list or watch all Secrets is to read them all, tokens and passwords of others too.",
    fix: "Name the Secrets in resourceNames.",
    sources: ["CIS EKS 4.1.2", "KSV-0041", "KSV-0113", "CKV2_K8S_5", "C-0186"],
    kinds: ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"],
    *check({ props }) {
        for (const { rule, grant } of grantsOf(props)) {
            // With names, list and watch are granted for the field selector metadata.name alone.
            const verbs = ["get", "list", "watch"].filter((verb) => includes(grant, verb, "", "secrets"));
            if (grant.isOnAllNames && verbs.length > 0) {
                yield finding(rule, `the role grants ${verbs.join(", ")} on all Secrets`);
            }
        }
    },
});
