import { PERMISSION_TYPES, strangersPermitted } from "../../model/iam/permissions";
import { policyDocuments, RESOURCE_POLICY_TYPES } from "../../model/iam/policy-documents";
import { statementsOf } from "../../model/iam/statement";
import { strangersLetIn } from "../../model/iam/strangers";
import { finding, typeRule } from "../../model/rule";

const IN_NETWORKS = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"];

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
export const publicResourcePolicy = typeRule({
    id: "public-resource-policy",
    title: "Keys, repositories, buckets, queues and whatever else has a policy of its own are not open to everyone.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale:
        "A wildcard principal is every account of AWS, unless a condition names who may act. What callers choose or write " +
        "themselves (region, headers, tags), and a comparison that most of them pass, limits nobody.",
    fix:
        "Name the principals, or compare aws:PrincipalOrgID, aws:SourceAccount, aws:SourceArn, kms:CallerAccount or aws:SourceVpce " +
        "with fixed values, by an operator without Not and IfExists.",
    sources: ["FSBP KMS.5", "CKV_AWS_32", "CKV_AWS_33", "AWS-0032"],
    types: [...RESOURCE_POLICY_TYPES, ...PERMISSION_TYPES],
    *check(resource) {
        // Who reaches a domain in a network is for its security groups to say, whatever its policy allows.
        if (IN_NETWORKS.includes(resource.type) && resource.props.key("vpcOptions").isStated) {
            return;
        }
        const strangers = [
            ...strangersPermitted(resource),
            ...policyDocuments(resource)
                .map(statementsOf)
                .flatMap((document) => document.flatMap((statement) => strangersLetIn(statement, document))),
        ];
        yield* strangers.map((principal) => finding(principal, "the policy allows everyone"));
    },
});
