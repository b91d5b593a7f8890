import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
export const rbacDefaultAccount = kindRule({
    id: "rbac-default-account",
    title: "Nothing is granted to default ServiceAccounts, nor to all accounts of a namespace.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Every pod that names no ServiceAccount gets the permission.",
    fix: "Bind the role to a ServiceAccount of the workload's own.",
    sources: ["CIS EKS 4.1.5"],
    kinds: ["rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding"],
    *check({ props }) {
        for (const subject of props.key("subjects").items) {
            const [kind, name] = [subject.key("kind").text, subject.key("name")];
            const isDefault = kind === "ServiceAccount" && name.text === "default";
            if (isDefault || (kind === "Group" && name.text?.startsWith("system:serviceaccounts:") === true)) {
                yield finding(name, `the binding's subject is ${kind} ${name}`);
            }
        }
    },
});
