import { finding, kindRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html */
export const awsAuthAdmin = kindRule({
    id: "aws-auth-admin",
    title: "The aws-auth ConfigMap makes nobody an administrator.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Members of system:masters pass every check of RBAC, and no role can take that back.",
    fix: "Use an access entry with an access policy, or map the role to a group of your own.",
    sources: ["KSV-0115", "CIS EKS 4.1.7"],
    kinds: ["ConfigMap"],
    *check({ props }) {
        if (props.at("metadata.name").text !== "aws-auth" || props.at("metadata.namespace").text !== "kube-system") {
            return;
        }
        for (const mapping of ["mapRoles", "mapUsers"].map((field) => props.at(`data.${field}`))) {
            if (mapping.text?.includes("system:masters") === true) {
                yield finding(mapping, `${mapping.path} maps to system:masters`);
            }
        }
    },
});
