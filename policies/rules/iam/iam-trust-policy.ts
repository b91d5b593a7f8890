import { openTokens } from "../../model/iam/federation";
import { statementsOf } from "../../model/iam/statement";
import { strangersLetIn } from "../../model/iam/strangers";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html */
export const iamTrustPolicy = typeRule({
    id: "iam-trust-policy",
    title: "Roles are assumed by named principals and named workloads alone.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale:
        "A trust policy without a subject gives the role to every pod of the cluster, to every project of GitLab or GitHub, or " +
        "to every account of AWS.",
    fix:
        "Name the principal; for OIDC compare :sub and :aud by StringEquals, without wildcards, for Cognito and Google :aud, for " +
        "SAML saml:aud.",
    sources: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_358", "CIS EKS 5.2.1"],
    types: ["aws:iam/role:Role"],
    *check({ props }) {
        const document = statementsOf(props.key("assumeRolePolicy"));
        for (const statement of document.filter(({ allows }) => allows)) {
            for (const principal of strangersLetIn(statement, document)) {
                yield finding(principal, "everyone may assume the role");
            }
            for (const { at, message } of openTokens(statement, document)) {
                yield finding(at, message);
            }
        }
    },
});
