import { finding, typeRule } from "../../model/rule";

const WHAT: Readonly<Record<string, string>> = {
    "aws:iam/user:User": "an IAM user",
    "aws:iam/accessKey:AccessKey": "an access key",
    "aws:iam/userLoginProfile:UserLoginProfile": "a password of an IAM user",
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles */
export const iamUser = typeRule({
    id: "iam-user",
    title: "There are no IAM users, passwords and access keys.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "An access key works from anywhere until somebody deletes it, and Pulumi keeps it in its state.",
    fix: "Use a role: EKS Pod Identity for workloads, OIDC for pipelines, IAM Identity Center for people.",
    sources: ["FSBP IAM.2", "CKV_AWS_40", "CKV_AWS_273"],
    types: Object.keys(WHAT),
    *check({ type, props }) {
        yield finding(props, `the resource is ${WHAT[type]}`);
    },
});
