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
const BOUND = { [`${OIDC}:sub`]: "system:serviceaccount:shop:web", [`${OIDC}:aud`]: "sts.amazonaws.com" };
const GITHUB = "token.actions.githubusercontent.com";
const githubTrust = (condition: Record<string, unknown>) =>
    policy({
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" }, ...condition },
    });
const TRUSTED = "assumeRolePolicy.Statement[0]";
/** A trust policy for the tokens of a provider. */
const tokensOf = (provider: string, Condition?: object, Action = "sts:AssumeRoleWithWebIdentity") =>
    policy({
        Effect: "Allow",
        Principal: { Federated: provider },
        Action,
        ...(Condition !== undefined && { Condition }),
    });
/** A trust policy for one subject of an issuer, with a fixed audience. */
const subjectOf = (issuer: string, subject: string, operator = "StringLike") =>
    tokensOf(`arn:aws:iam::111122223333:oidc-provider/${issuer}`, {
        StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
        ...(operator === "StringEquals"
            ? { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: subject } }
            : { [operator]: { [`${issuer}:sub`]: subject } }),
    });
const GOOGLE = "accounts.google.com";
const COGNITO = "cognito-identity.amazonaws.com";
const SAML = "arn:aws:iam::111122223333:saml-provider/directory";
const SIGN_IN = "https://signin.aws.amazon.com/saml";

/** Patterns of subjects that more than one workload has. */
const MANY: readonly (readonly [issuer: string, subject: string, note?: string])[] = [
    ["gitlab.com", "project_path:*", " (case 040)"],
    ["gitlab.com", "project_path:acme/*:ref_type:branch:ref:main", " (case 042)"],
    ["gitlab.example.com", "project_path:acme/platform/*"],
    ["gitlab.com", "project_path:acme/web-*:ref_type:branch:ref:main", " (sibling of case 042)"],
    ["gitlab.com", "project_path:acme/web*", " (sibling of case 042)"],
    [GITHUB, "repo:acme/web*", " (sibling of case 042)"],
    [GITHUB, "repo:acme/web-?:ref:refs/heads/main"],
    ["app.terraform.io", "organization:acme:project:shop:workspace:prod*"],
    ["agent.buildkite.com", "organization:acme:pipeline:deploy-*"],
    ["gitlab.example.com", "*:ref_type:branch:ref:main"],
    ["app.terraform.io", "organization:*"],
    ["app.terraform.io", "organization:acme:*"],
    ["app.terraform.io", "organization:acme:project:*:workspace:*:run_phase:*"],
    ["agent.buildkite.com", "organization:acme:pipeline:*"],
    ["oidc.circleci.com/org/1", "org/1/project/*"],
    ["api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", "*"],
    ["sts.windows.net/1", "*"],
    ["login.example.com", "build-*"],
    [GITHUB, "repo:acme@1234/*"],
    [GITHUB, "repo:acme*/web:ref:refs/heads/main"],
    [GITHUB, "repository_owner_id:1234:*"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    [GITHUB, "repo:acme/${aws:PrincipalTag/repository}"],
];
/** Patterns of one workload. */
const ONE: readonly (readonly [issuer: string, subject: string])[] = [
    ["gitlab.com", "project_path:acme/web:ref_type:branch:ref:*"],
    ["gitlab.example.com", "project_path:acme/platform/web:*"],
    ["app.terraform.io", "organization:acme:project:shop:workspace:prod:run_phase:*"],
    ["app.terraform.io", "organization:acme:project:*:workspace:prod:run_phase:*"],
    ["agent.buildkite.com", "organization:acme:pipeline:deploy:*"],
    ["oidc.circleci.com/org/1", "org/1/project/2/user/*"],
    ["api.bitbucket.org/2.0/workspaces/acme", "{0a1b2c3d-0000-1111-2222-333344445555}:*"],
    ["api.pulumi.com/oidc", "pulumi:deploy:org:acme:project:shop:stack:prod:operation:*"],
    [GITHUB, "repo:acme@1234/web@5678:ref:refs/heads/main"],
    [GITHUB, "repo:acme@1234/web@5678:*"],
    [GITHUB, "repo:acme@*/web@*:ref:refs/heads/main"],
    [GITHUB, "repository_owner_id:1234:repository_id:5678:*"],
    ["login.example.com", "build-server"],
];

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
        resource: resource("aws:iam/role:Role", { assumeRolePolicy: trust({ StringEquals: BOUND }) }),
        breaches: [
            breach(
                "everyone",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
                `${TRUSTED}.Principal`,
            ),
            breach(
                "every account",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { AWS: ["*"] }, Action: "sts:AssumeRole" }),
                `${TRUSTED}.Principal.AWS[0]`,
            ),
            breach(
                "everyone by a secure transport",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole", ...SECURE }),
                `${TRUSTED}.Principal.AWS`,
            ),
            breach(
                "everyone but one",
                "assumeRolePolicy",
                policy({ Effect: "Allow", NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }),
                `${TRUSTED}.NotPrincipal`,
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
                    `${TRUSTED}.Principal`,
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
                                StringNotEquals: { [`${OIDC}:sub`]: BOUND[`${OIDC}:sub`] },
                            },
                        },
                    ],
                },
                `${TRUSTED}.Condition`,
            ),
            breach(
                "no subject",
                "assumeRolePolicy",
                trust({ StringEquals: { [`${OIDC}:aud`]: "sts.amazonaws.com" } }),
                `${TRUSTED}.Condition`,
            ),
            ...["*:*", "system:*", "system:service?ccount:shop:web", "shop:*", "sh?p:web", "shop:web-*"].map(
                (subject) =>
                    breach(
                        `every ServiceAccount of ${subject}`,
                        "assumeRolePolicy",
                        trust({
                            StringEquals: { [`${OIDC}:aud`]: "sts.amazonaws.com" },
                            StringLike: {
                                [`${OIDC}:sub`]: /^system/.test(subject) ? subject : `system:serviceaccount:${subject}`,
                            },
                        }),
                        `${TRUSTED}.Condition.StringLike["${OIDC}:sub"]`,
                    ),
            ),
            ...["r?po:shop/web:*", "repo:*", "repo:shop/*", "repo:shop*/web:ref:refs/heads/main", "*"].map((subject) =>
                breach(
                    `GitHub's ${subject}`,
                    "assumeRolePolicy",
                    githubTrust({ StringLike: { [`${GITHUB}:sub`]: subject } }),
                    `${TRUSTED}.Condition.StringLike["${GITHUB}:sub"]`,
                ),
            ),
            breach("GitHub without a subject", "assumeRolePolicy", githubTrust({}), `${TRUSTED}.Condition`),
            ...MANY.map(([issuer, subject, note = ""]) =>
                breach(
                    `${subject} of ${issuer}${note}`,
                    "assumeRolePolicy",
                    subjectOf(issuer, subject),
                    `${TRUSTED}.Condition.StringLike["${issuer}:sub"]`,
                ),
            ),
            ...["StringNotEquals", "StringEqualsIfExists", "ForAllValues:StringLike", "Null"].map((operator) =>
                breach(
                    `a subject that is compared by ${operator}`,
                    "assumeRolePolicy",
                    subjectOf("gitlab.com", "project_path:acme/web:ref_type:branch:ref:main", operator),
                    `${TRUSTED}.Condition`,
                ),
            ),
            breach(
                "an owner of GitHub by its id alone",
                "assumeRolePolicy",
                githubTrust({ StringLike: { [`${GITHUB}:repository_owner_id`]: "1234" } }),
                `${TRUSTED}.Condition`,
            ),
            breach(
                "an issuer without an audience",
                "assumeRolePolicy",
                tokensOf("arn:aws:iam::1:oidc-provider/gitlab.com", {
                    StringEquals: { "gitlab.com:sub": "project_path:acme/web:ref_type:branch:ref:main" },
                }),
                `${TRUSTED}.Condition`,
            ),
            breach(
                "an issuer with any audience",
                "assumeRolePolicy",
                tokensOf("arn:aws:iam::1:oidc-provider/gitlab.com", {
                    StringEquals: { "gitlab.com:sub": "project_path:acme/web:ref_type:branch:ref:main" },
                    StringLike: { "gitlab.com:aud": "https://*" },
                }),
                `${TRUSTED}.Condition.StringLike["gitlab.com:aud"]`,
            ),
            breach("Cognito without a pool (case 043)", "assumeRolePolicy", tokensOf(COGNITO), `${TRUSTED}.Condition`),
            breach(
                "Cognito's users of any pool",
                "assumeRolePolicy",
                tokensOf(COGNITO, { "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" } }),
                `${TRUSTED}.Condition`,
            ),
            breach("Google without an audience", "assumeRolePolicy", tokensOf(GOOGLE), `${TRUSTED}.Condition`),
            breach(
                "Google with an audience that anyone may ask for",
                "assumeRolePolicy",
                tokensOf(GOOGLE, { StringEquals: { [`${GOOGLE}:oaud`]: "shop" } }),
                `${TRUSTED}.Condition`,
            ),
            breach(
                "a directory without an audience",
                "assumeRolePolicy",
                tokensOf(SAML, undefined, "sts:AssumeRoleWithSAML"),
                `${TRUSTED}.Condition`,
            ),
            breach(
                "a directory with any audience",
                "assumeRolePolicy",
                tokensOf(SAML, { StringLike: { "SAML:aud": "*" } }, "sts:AssumeRoleWithSAML"),
                `${TRUSTED}.Condition.StringLike["SAML:aud"]`,
            ),
            breach(
                "everyone who knows an external id",
                "assumeRolePolicy",
                policy({
                    Effect: "Allow",
                    Principal: { AWS: "*" },
                    Action: "sts:AssumeRole",
                    Condition: { StringEquals: { "sts:ExternalId": "shop" } },
                }),
                `${TRUSTED}.Principal.AWS`,
            ),
            breach(
                "a comparison that a missing claim passes",
                "assumeRolePolicy",
                githubTrust({
                    "ForAllValues:StringEquals": { [`${GITHUB}:sub`]: "repo:shop/web:ref:refs/heads/main" },
                }),
                `${TRUSTED}.Condition`,
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
                        Condition: { StringNotEquals: { [`${OIDC}:sub`]: BOUND[`${OIDC}:sub`] } },
                    },
                    {
                        Effect: "Deny",
                        Principal: "*",
                        Action: "*",
                        Condition: { StringNotEquals: { [`${OIDC}:aud`]: "sts.amazonaws.com" } },
                    },
                ],
            }),
            ...ONE.map(([issuer, subject]) =>
                breach(`${subject} of ${issuer}`, "assumeRolePolicy", subjectOf(issuer, subject)),
            ),
            breach(
                "a whole subject",
                "assumeRolePolicy",
                subjectOf("sts.windows.net/1", "6a1b-subject", "StringEquals"),
            ),
            breach(
                "a repository of GitHub by its ids",
                "assumeRolePolicy",
                githubTrust({
                    "ForAnyValue:StringEquals": {
                        [`${GITHUB}:repository_id`]: "5678",
                        [`${GITHUB}:repository_owner_id`]: "1234",
                    },
                }),
            ),
            breach(
                "one subject, and a pattern of many that it must fit besides",
                "assumeRolePolicy",
                trust({ StringEquals: BOUND, StringLike: { [`${OIDC}:sub`]: "system:serviceaccount:shop:*" } }),
            ),
            breach(
                "one pool of Cognito",
                "assumeRolePolicy",
                tokensOf(COGNITO, {
                    StringEquals: { [`${COGNITO}:aud`]: "eu-west-1:0a1b" },
                    "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
                }),
            ),
            breach(
                "one application of Google",
                "assumeRolePolicy",
                tokensOf(GOOGLE, { StringEquals: { [`${GOOGLE}:aud`]: "1234.apps.googleusercontent.com" } }),
            ),
            ...[SIGN_IN, "https://*.signin.aws.amazon.com/saml"].map((audience) =>
                breach(
                    `a directory's people at ${audience}`,
                    "assumeRolePolicy",
                    tokensOf(SAML, { StringLike: { "SAML:aud": audience } }, "sts:AssumeRoleWithSAML"),
                ),
            ),
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
                trust({ StringLike: BOUND }),
            ),
            breach("an object in place of a text", "assumeRolePolicy", JSON.parse(trust({ StringEquals: BOUND }))),
        ],
    },
];
