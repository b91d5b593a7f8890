import { allowedBy, IDENTITY_POLICY_TYPES } from "../../model/iam/policy-documents";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const iamAdministrator = typeRule({
    id: "iam-administrator",
    title: "No policy allows every action on every resource.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "Whoever gets such a role owns the account.",
    fix: "List the actions and resources that are needed.",
    sources: ["FSBP IAM.1", "CKV_AWS_62", "CKV_AWS_63", "AWS-0057"],
    types: IDENTITY_POLICY_TYPES,
    *check(resource) {
        for (const statement of allowedBy(resource).filter(({ isAboutEverything }) => isAboutEverything)) {
            yield statement.allowsAllBut
                ? finding(statement.value.key("NotAction"), "the statement allows all actions but a few, on everything")
                : finding(statement.value.key("Action"), "the statement allows every action on everything");
        }
    },
});
