import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#wildcard-privileges */
export const rbacWildcard = kindRule({
    id: "rbac-wildcard",
    title: "Roles name the verbs, resources and API groups that they grant.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "A wildcard grants what exists today and what anyone installs tomorrow.",
    fix: "List the verbs, resources and apiGroups that are needed.",
    sources: ["CIS EKS 4.1.3", "CKV_K8S_49", "KSV-0044", "KSV-0045", "KSV-0046", "C-0187"],
    kinds: ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"],
    *check({ props }) {
        for (const rule of props.key("rules").items) {
            for (const field of ["verbs", "resources", "apiGroups", "nonResourceURLs"]) {
                for (const item of rule.key(field).items) {
                    if (isWildcard(field, item.text ?? "")) {
                        yield finding(item, `the role grants ${field} ${item}`, { about: rule.path });
                    }
                }
            }
        }
    },
});

/** Everything, a subresource of everything, or every path of the API server. */
function isWildcard(field: string, text: string): boolean {
    return (
        text === "*" ||
        (field === "resources" && text.startsWith("*/")) ||
        (field === "nonResourceURLs" && text === "/*")
    );
}
