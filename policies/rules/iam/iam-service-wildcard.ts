import { isEverything, statementsOf } from "../../model/iam";
import { IDENTITY_POLICY_TYPES, policyDocuments } from "../../model/policy-documents";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const iamServiceWildcard = typeRule({
    id: "iam-service-wildcard",
    title: "No policy allows every action of a service on every resource.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "It allows deletion and permission changes, today's and those that AWS adds tomorrow.",
    fix: "List the actions that are needed, or limit Resource.",
    sources: ["FSBP IAM.21", "CKV_AWS_355", "AWS-0342"],
    types: IDENTITY_POLICY_TYPES,
    *check(resource) {
        for (const statement of policyDocuments(resource).flatMap(statementsOf)) {
            const broad = statement.actions.filter((action) => /^[\w-]+:\*+$/.test(action) && !isEverything(action));
            if (broad.length > 0 && statement.allows && statement.onEveryResource) {
                yield finding(statement.value.key("Action"), `the statement allows ${broad.join(", ")} on everything`);
            }
        }
    },
});
