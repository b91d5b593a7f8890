import { isEverything, statementsOf } from "../../model/iam";
import { IDENTITY_POLICY_TYPES, policyDocuments } from "../../model/policy-documents";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const iamPassRole = typeRule({
    id: "iam-pass-role",
    title: "Roles that may be passed on are named, or the service that gets them is.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Who may pass any role to any service can act as an administrator.",
    fix: "Name the roles in Resource, or add a condition on iam:PassedToService.",
    sources: ["CKV_AWS_110"],
    types: IDENTITY_POLICY_TYPES,
    *check(resource) {
        for (const statement of policyDocuments(resource).flatMap(statementsOf)) {
            const isLimited = statement.conditions.some(({ key }) => key === "iam:passedtoservice");
            // All actions together are the matter of iam-administrator.
            const passes = statement.covers("iam:PassRole") && !statement.actions.some(isEverything);
            if (passes && statement.allows && statement.onEvery("iam", "role") && !isLimited) {
                yield finding(statement.value.key("Resource"), "the statement allows iam:PassRole on every role");
            }
        }
    },
});
