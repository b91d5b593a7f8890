import { grantsOf, includes } from "../../model/rbac";
import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets */
export const rbacSecretsRead = kindRule({
    id: "rbac-secrets-read",
    title: "Roles read Secrets by name.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "To list or watch Secrets is to read them all; resourceNames does not limit either.",
    fix: "Grant get alone, with resourceNames.",
    sources: ["CIS EKS 4.1.2", "KSV-0041", "KSV-0113", "CKV2_K8S_5", "C-0186"],
    kinds: ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"],
    *check({ props }) {
        for (const { rule, grant } of grantsOf(props)) {
            const broad = ["list", "watch"].filter((verb) => includes(grant, verb, "", "secrets"));
            const unnamed = includes(grant, "get", "", "secrets") && grant.isOnAllNames ? ["get"] : [];
            const verbs = [...unnamed, ...broad];
            if (verbs.length > 0) {
                yield finding(rule, `the role grants ${verbs.join(", ")} on all Secrets`);
            }
        }
    },
});
