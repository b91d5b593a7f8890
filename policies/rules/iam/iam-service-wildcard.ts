import { allowedBy, IDENTITY_POLICY_TYPES } from "../../model/iam/policy-documents";
import { wholeServices } from "../../model/iam/services";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const iamServiceWildcard = typeRule({
    id: "iam-service-wildcard",
    title: "No policy allows every action of a service on everything that the service has.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "It allows deletion and permission changes, today's and those that AWS adds tomorrow.",
    fix: "List the actions that are needed, or limit Resource.",
    sources: ["FSBP IAM.21", "CKV_AWS_355", "AWS-0342"],
    types: IDENTITY_POLICY_TYPES,
    *check(resource) {
        for (const statement of allowedBy(resource)) {
            const { at, services } = wholeServices(statement);
            if (services.length > 0) {
                yield finding(at, `the statement allows ${services.join(", ")} on everything`);
            }
        }
    },
});
