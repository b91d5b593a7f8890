import { finding, kindRule } from "../../model/rule";

/** Groups and users that are bound by nobody's choice, or that nobody may be bound to. */
export const EVERYONE = [
    "system:anonymous",
    "system:unauthenticated",
    "system:authenticated",
    "system:masters",
    "system:serviceaccounts",
];

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
export const rbacAdminBinding = kindRule({
    id: "rbac-admin-binding",
    title: "Nobody is bound to cluster-admin, and nothing is bound to everybody.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "cluster-admin reads and changes everything; a binding to all users gives its role to strangers.",
    fix: "Bind a role of your own to a named user, group or ServiceAccount.",
    sources: ["CIS EKS 4.1.1", "KSV-0111", "KSV-0122", "KSV-0123", "C-0185"],
    kinds: ["rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding"],
    *check({ props }) {
        const role = props.at("roleRef.name");
        if (role.text === "cluster-admin") {
            yield finding(role, "the binding grants cluster-admin");
        }
        for (const subject of props.key("subjects").items) {
            const name = subject.key("name");
            const isEveryone = EVERYONE.includes(name.text ?? "");
            if (isEveryone && subject.key("kind").text !== "ServiceAccount") {
                yield finding(name, `the binding's subject is ${name}`);
            }
        }
    },
});
