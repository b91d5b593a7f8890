import { policy, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

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

const ACCOUNT = { AWS: "arn:aws:iam::123456789012:root" };
const ELSEWHERE = { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } };
/** Denials that leave what everyone is allowed to some. */
const NARROWING = [
    ["a denial of everyone but one account", { NotPrincipal: ACCOUNT }],
    ["a denial of every other organisation", { Principal: { AWS: "*" }, Condition: ELSEWHERE }],
] as const;
/** Denials that do not. */
const NOT_NARROWING = [
    ["a denial of one account", { Principal: ACCOUNT }],
    [
        "a denial of other organisations that come without TLS",
        { Principal: "*", Condition: { ...ELSEWHERE, Bool: { "aws:SecureTransport": "false" } } },
    ],
    ["a denial without TLS", { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
    [
        "a denial of everyone but one account without TLS",
        { NotPrincipal: ACCOUNT, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ],
    ["a denial of another action", { NotPrincipal: ACCOUNT, Action: "sts:TagSession" }],
] as const;

/** Breaches of the rules over who a role lets in. */
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
            ...NOT_NARROWING.map(([what, deny]) =>
                breach(
                    what,
                    "assumeRolePolicy",
                    {
                        Statement: [
                            { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
                            { Effect: "Deny", Action: "sts:*", ...deny },
                        ],
                    },
                    `${trusted}.Principal`,
                ),
            ),
            breach(
                "a denial of other tokens in some circumstances",
                "assumeRolePolicy",
                {
                    Statement: [
                        {
                            ...JSON.parse(trust({})).Statement[0],
                            Condition: { StringEquals: { [`${OIDC}:aud`]: "sts.amazonaws.com" } },
                        },
                        {
                            Effect: "Deny",
                            Principal: "*",
                            Action: "*",
                            Condition: {
                                ...SECURE.Condition,
                                StringNotEquals: { [`${OIDC}:sub`]: bound[`${OIDC}:sub`] },
                            },
                        },
                    ],
                },
                `${trusted}.Condition`,
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
            ...NARROWING.map(([what, deny]) =>
                breach(what, "assumeRolePolicy", {
                    Statement: [
                        { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
                        { Effect: "Deny", Action: "sts:*", ...deny },
                    ],
                }),
            ),
            breach("a denial of all tokens but one account's", "assumeRolePolicy", {
                Statement: [
                    { ...JSON.parse(trust({})).Statement[0], Condition: undefined },
                    {
                        Effect: "Deny",
                        Principal: "*",
                        Action: "*",
                        Condition: { StringNotEquals: { [`${OIDC}:sub`]: bound[`${OIDC}:sub`] } },
                    },
                    {
                        Effect: "Deny",
                        Principal: "*",
                        Action: "*",
                        Condition: { StringNotEquals: { [`${OIDC}:aud`]: "sts.amazonaws.com" } },
                    },
                ],
            }),
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
];
