import { boundedEscalationsOf, escalationsOf } from "../../model/escalations";
import { finding, kindRule } from "../../model/rule";

const RBAC = "rbac.authorization.k8s.io";

/** @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
export const rbacEscalation = kindRule({
    id: "rbac-escalation",
    title: "Roles grant nothing by which their holder gets further permissions.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Such a permission is worth as much as cluster-admin.",
    fix:
        "Remove the permission, limit it by resourceNames where what it gives is named (roles to bind, accounts to act as), or give " +
        "it in a namespace of its own to a ServiceAccount that nobody else uses.",
    sources: [
        ...["CIS EKS 4.1.4", "CIS EKS 4.1.8", "CIS EKS 4.1.9", "CIS EKS 4.1.10", "CIS EKS 4.1.11", "CIS EKS 4.1.12"],
        ...["CKV_K8S_155", "CKV_K8S_156", "CKV_K8S_157", "CKV_K8S_158", "KSV-0043", "KSV-0047", "KSV-0050", "KSV-0053"],
    ],
    kinds: [`${RBAC}/Role`, `${RBAC}/ClusterRole`],
    *check(role) {
        for (const { rule, permissions } of escalationsOf(role)) {
            yield finding(rule, `the role grants ${permissions.join(", ")}`);
        }
        for (const { rule, permissions } of boundedEscalationsOf(role)) {
            yield finding(rule, `the role grants ${permissions.join(", ")}`, { isAdvice: true });
        }
    },
});
