import { isLimitedBy, serviceNames } from "../../model/iam/limits";
import { allowedBy, IDENTITY_POLICY_TYPES } from "../../model/iam/policy-documents";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const iamPassRole = typeRule({
    id: "iam-pass-role",
    title: "Roles that may be passed on are named, or the service that gets them is.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Who may pass any role to any service can act as an administrator.",
    fix: "Name the roles in Resource, or compare iam:PassedToService with the names of services by StringEquals.",
    sources: ["CKV_AWS_110"],
    types: IDENTITY_POLICY_TYPES,
    *check(resource) {
        for (const statement of allowedBy(resource)) {
            const passes = statement.isAbout("iam:PassRole") && statement.onEvery("iam", "role");
            // Everything on everything is the matter of iam-administrator.
            if (
                passes &&
                !statement.isAboutEverything &&
                !isLimitedBy(statement, [serviceNames(/^iam:passedtoservice$/)])
            ) {
                yield finding(statement.on, "the statement allows iam:PassRole on every role");
            }
        }
    },
});
