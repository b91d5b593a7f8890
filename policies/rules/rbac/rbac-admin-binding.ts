import { finding, kindRule } from "../../model/rule";

/** Groups and users that are bound by nobody's choice, or that nobody may be bound to. */
export const EVERYONE = [
    "system:anonymous",
    "system:unauthenticated",
    "system:authenticated",
    "system:masters",
    "system:serviceaccounts",
];

/** Groups of whoever has an account: what they may read, no stranger does. */
const WITH_ACCOUNT = ["system:authenticated", "system:serviceaccounts"];

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
export const rbacAdminBinding = kindRule({
    id: "rbac-admin-binding",
    title: "Nobody is bound to cluster-admin, and nothing is bound to everybody.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale:
        "cluster-admin reads and changes everything; a binding to all users gives its role to strangers. A Role that lets all " +
        "who have an account read ConfigMaps by their names, such as a version, may well be meant: advice.",
    fix: "Bind a role of your own to a named user, group or ServiceAccount.",
    sources: ["CIS EKS 4.1.1", "KSV-0111", "KSV-0122", "KSV-0123", "C-0185"],
    kinds: ["rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding"],
    *check({ props, kind }, { publicRoles }) {
        const role = props.at("roleRef.name");
        if (role.text === "cluster-admin") {
            yield finding(role, "the binding grants cluster-admin");
        }
        const isPublic =
            kind === "RoleBinding" &&
            props.at("roleRef.kind").text === "Role" &&
            publicRoles?.has(role.text ?? "") === true;
        for (const subject of props.key("subjects").items) {
            const name = subject.key("name");
            const isEveryone = EVERYONE.includes(name.text ?? "");
            if (isEveryone && subject.key("kind").text !== "ServiceAccount") {
                const isMeant = isPublic && WITH_ACCOUNT.includes(name.text ?? "");
                yield finding(name, `the binding's subject is ${name}`, isMeant ? { isAdvice: true } : {});
            }
        }
    },
});
