import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles */
export const iamUser = typeRule({
    id: "iam-user",
    title: "There are no IAM users and no access keys.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "An access key works from anywhere until somebody deletes it, and Pulumi keeps it in its state.",
    fix: "Use a role: EKS Pod Identity for workloads, OIDC for pipelines, IAM Identity Center for people.",
    sources: ["FSBP IAM.2", "CKV_AWS_40", "CKV_AWS_273"],
    types: ["aws:iam/user:User", "aws:iam/accessKey:AccessKey"],
    *check({ type, props }) {
        yield finding(props, type.endsWith(":User") ? "the resource is an IAM user" : "the resource is an access key");
    },
});
