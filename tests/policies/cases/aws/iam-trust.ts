import { policy, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

/** Statements of a document in JSON have no place of their own in the resource: the document's path comes first. */
const inPolicy = (field: string) => `policy.Statement[0].${field}`;
const narrow = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::shop/*" };
/** What anyone fulfils. */
const SECURE = { Condition: { Bool: { "aws:SecureTransport": "true" } } };
const OIDC = "oidc.eks.eu-west-1.amazonaws.com/id/1";
const trust = (condition: object) =>
    policy({
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${OIDC}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
    });
const bound = { [`${OIDC}:sub`]: "system:serviceaccount:shop:web", [`${OIDC}:aud`]: "sts.amazonaws.com" };
const GITHUB = "token.actions.githubusercontent.com";
const githubTrust = (condition: Record<string, unknown>) =>
    policy({
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" }, ...condition },
    });
const trusted = "assumeRolePolicy.Statement[0]";

/** Breaches of the rules over who a policy of a role or a resource lets in. */
export const IAM_TRUST_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "iam-trust-policy",
        resource: resource("aws:iam/role:Role", { assumeRolePolicy: trust({ StringEquals: bound }) }),
        breaches: [
            breach(
                "everyone",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
                `${trusted}.Principal`,
            ),
            breach(
                "every account",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { AWS: ["*"] }, Action: "sts:AssumeRole" }),
                `${trusted}.Principal.AWS[0]`,
            ),
            breach(
                "everyone by a secure transport",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole", ...SECURE }),
                `${trusted}.Principal.AWS`,
            ),
            breach(
                "everyone but one",
                "assumeRolePolicy",
                policy({ Effect: "Allow", NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }),
                `${trusted}.NotPrincipal`,
            ),
            breach(
                "no subject",
                "assumeRolePolicy",
                trust({ StringEquals: { [`${OIDC}:aud`]: "sts.amazonaws.com" } }),
                `${trusted}.Condition`,
            ),
            ...["*:*", "system:*", "system:service?ccount:shop:web", "shop:*", "sh?p:web", "shop:web-*"].map(
                (subject) =>
                    breach(
                        `every ServiceAccount of ${subject}`,
                        "assumeRolePolicy",
                        trust({
                            StringEquals: bound,
                            StringLike: {
                                [`${OIDC}:sub`]: /^system/.test(subject) ? subject : `system:serviceaccount:${subject}`,
                            },
                        }),
                        `${trusted}.Condition.StringLike["${OIDC}:sub"]`,
                    ),
            ),
            ...["r?po:shop/web:*", "repo:*", "repo:shop/*", "repo:shop*/web:ref:refs/heads/main", "*"].map((subject) =>
                breach(
                    `GitHub's ${subject}`,
                    "assumeRolePolicy",
                    githubTrust({ StringLike: { [`${GITHUB}:sub`]: subject } }),
                    `${trusted}.Condition.StringLike["${GITHUB}:sub"]`,
                ),
            ),
            breach("GitHub without a subject", "assumeRolePolicy", githubTrust({}), `${trusted}.Condition`),
            breach(
                "a comparison that a missing claim passes",
                "assumeRolePolicy",
                githubTrust({
                    "ForAllValues:StringEquals": { [`${GITHUB}:sub`]: "repo:shop/web:ref:refs/heads/main" },
                }),
                `${trusted}.Condition`,
            ),
        ],
        accepted: [
            breach(
                "a service of AWS",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: "sts:AssumeRole" }),
            ),
            breach(
                "one repository of GitHub",
                "assumeRolePolicy",
                githubTrust({ StringLike: { [`${GITHUB}:sub`]: "repo:shop/web:*" } }),
            ),
            breach(
                "one ServiceAccount, by a pattern without wildcards",
                "assumeRolePolicy",
                trust({ StringLike: bound }),
            ),
            breach("an object in place of a text", "assumeRolePolicy", JSON.parse(trust({ StringEquals: bound }))),
        ],
    },
    ...[
        "aws:kms/key:Key",
        "aws:ecr/repositoryPolicy:RepositoryPolicy",
        "aws:efs/fileSystemPolicy:FileSystemPolicy",
    ].map((type) => ({
        rule: "public-resource-policy",
        resource: resource(type, {
            policy: policy({ ...narrow, Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
        }),
        breaches: [
            breach("everyone", "policy", policy({ ...narrow, Principal: "*" }), inPolicy("Principal")),
            breach(
                "every account",
                "policy",
                policy({ ...narrow, Principal: { AWS: "*" } }),
                inPolicy("Principal.AWS"),
            ),
            breach(
                "everyone but one",
                "policy",
                policy({ ...narrow, NotPrincipal: { AWS: "123456789012" } }),
                inPolicy("NotPrincipal"),
            ),
        ],
        accepted: [
            breach(
                "everyone of this account",
                "policy",
                policy({
                    ...narrow,
                    Principal: { AWS: "*" },
                    Condition: { StringEquals: { "kms:CallerAccount": "123456789012" } },
                }),
            ),
        ],
    })),
];
