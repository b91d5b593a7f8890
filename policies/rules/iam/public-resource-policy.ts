import { isNarrowed } from "../../model/denials";
import { statementsOf } from "../../model/iam";
import { policyDocuments, RESOURCE_POLICY_TYPES } from "../../model/policy-documents";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
export const publicResourcePolicy = typeRule({
    id: "public-resource-policy",
    title: "Keys, repositories, file systems and queues are not open to everyone.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "A wildcard principal without a condition is every account of AWS.",
    fix: "Name the principals, or add a condition such as aws:PrincipalOrgID or kms:CallerAccount.",
    sources: ["FSBP KMS.5", "CKV_AWS_32", "CKV_AWS_33", "AWS-0032"],
    types: RESOURCE_POLICY_TYPES,
    *check(resource) {
        for (const document of policyDocuments(resource).map(statementsOf)) {
            for (const statement of document.filter(({ everyone }) => everyone.length > 0)) {
                if (!isNarrowed(statement, document)) {
                    yield* statement.everyone.map((principal) => finding(principal, "the policy allows everyone"));
                }
            }
        }
    },
});
