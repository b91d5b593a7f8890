import { finding, typeRule } from "../../model/rule";

const POLICIES = /:iam::aws:policy\/(AdministratorAccess|IAMFullAccess|PowerUserAccess|AdministratorAccess-\w+)$/;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html */
export const iamManagedAdministrator = typeRule({
    id: "iam-managed-administrator",
    title: "AWS's administrator policies are attached to nobody.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "Whoever gets such a role owns the account.",
    fix: "Attach a policy with the actions that are needed.",
    sources: ["FSBP IAM.1", "CKV_AWS_274", "CKV_AWS_60"],
    types: [
        "aws:iam/role:Role",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        "aws:iam/policyAttachment:PolicyAttachment",
    ],
    *check({ props }) {
        for (const policy of [props.key("policyArn"), ...props.key("managedPolicyArns").items]) {
            if (POLICIES.test(policy.text ?? "")) {
                yield finding(policy, `the policy ${policy} is attached`);
            }
        }
    },
});
