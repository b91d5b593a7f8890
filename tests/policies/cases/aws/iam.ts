import { policy, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const NARROW = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::shop/*" };
const iamPolicy = resource("aws:iam/policy:Policy", { name: "shop", policy: policy(NARROW) });
/** Statements of a document in JSON have no place of their own in the resource: the document's path comes first. */
const inPolicy = (field: string) => `policy.Statement[0].${field}`;
const allow = (Action: unknown, Resource: unknown = "*", more = {}) =>
    policy({ Effect: "Allow", Action, Resource, ...more });
/** What anyone fulfils. */
const SECURE = { Condition: { Bool: { "aws:SecureTransport": "true" } } };

/** Breaches of the rules over IAM policies. */
export const IAM_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "iam-administrator",
        resource: iamPolicy,
        breaches: [
            breach("everything", "policy", allow("*"), inPolicy("Action")),
            breach("a list with everything", "policy", allow(["s3:GetObject", "*:*"]), inPolicy("Action")),
            breach("every action of a letter or more", "policy", allow("?*"), inPolicy("Action")),
            breach(
                "all but a few",
                "policy",
                policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
                inPolicy("NotAction"),
            ),
            // With everything else comes the right to pass roles, or to write oneself that right.
            ...["s3:*", "iam:PassRole"].map((action) =>
                breach(
                    `all but ${action} (sibling of case 037)`,
                    "policy",
                    policy({ Effect: "Allow", NotAction: [action], Resource: "*" }),
                    inPolicy("NotAction"),
                ),
            ),
            breach(
                "an object",
                "policy",
                { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
                "policy.Statement.Action",
            ),
            breach(
                "all resources but a few",
                "policy",
                policy({ Effect: "Allow", Action: "*", NotResource: "x" }),
                inPolicy("Action"),
            ),
            breach("all of an account", "policy", allow("*", "arn:aws:*:*:111122223333:*"), inPolicy("Action")),
        ],
        accepted: [
            breach("a denial", "policy", policy({ Effect: "Deny", Action: "*", Resource: "*" })),
            breach("all but everything", "policy", policy({ Effect: "Allow", NotAction: "*", Resource: "*" })),
            breach("nothing at all", "policy", policy({ Effect: "Allow", Action: "*", NotResource: "*" })),
        ],
    },
    {
        rule: "iam-administrator",
        resource: resource("aws:iam/role:Role", { inlinePolicies: [{ name: "a", policy: policy(NARROW) }] }),
        breaches: [
            breach(
                "everything inline",
                "inlinePolicies[0].policy",
                allow("*"),
                "inlinePolicies[0].policy.Statement[0].Action",
            ),
        ],
    },
    {
        rule: "iam-service-wildcard",
        resource: iamPolicy,
        breaches: [
            breach("all of a service", "policy", allow("s3:*"), inPolicy("Action")),
            breach("all of a service among others", "policy", allow(["ec2:Describe*", "S3:*"]), inPolicy("Action")),
            breach(
                "all of a service, on all but a few",
                "policy",
                {
                    Statement: [{ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::logs/*" }],
                },
                inPolicy("Action"),
            ),
            breach(
                "all of a service by its ARNs (case 030)",
                "policy",
                allow("s3:*", ["arn:aws:s3:::*", "arn:aws:s3:::*/*"]),
                inPolicy("Action"),
            ),
            breach("every action of letters (case 033)", "policy", allow("ec2:?*"), inPolicy("Action")),
            ...["arn:aws:s3:::*/*", "arn:aws:s3:::?*", "arn:*:s3:::*", "arn:aws:s3:*:*:*", "arn:aws-cn:s3:::*"].map(
                (buckets) => breach(`all of S3 as ${buckets}`, "policy", allow("s3:*", buckets), inPolicy("Action")),
            ),
            ...[
                ["dynamodb:*", "arn:aws:dynamodb:*:*:table/*"],
                ["secretsmanager:*", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:*"],
                ["sqs:*", "arn:aws:sqs:eu-west-1:111122223333:*"],
                ["logs:**", "arn:aws:logs:*:*:log-group:*"],
                ["*", "arn:aws:s3:::*"],
            ].map(([action, resources]) =>
                breach(
                    `${action} on ${resources}`,
                    "policy",
                    allow(action, ["arn:aws:iam::1:role/shop", resources]),
                    inPolicy("Action"),
                ),
            ),
            breach(
                "all actions but those of another service, on all of one",
                "policy",
                policy({ Effect: "Allow", NotAction: "iam:*", Resource: "arn:aws:s3:::*" }),
                inPolicy("NotAction"),
            ),
            ...[
                [["iam:PassRole"], "arn:aws:iam::111122223333:role/*"],
                [["iam:PassRole", "iam:CreateUser"], "arn:aws:iam::*:user/*"],
                [["s3:DeleteBucket", "iam:*"], "arn:aws:s3:::*"],
            ].map(([NotAction, Resource]) =>
                breach(
                    `all actions but ${NotAction}, on ${Resource} (sibling of case 037)`,
                    "policy",
                    policy({ Effect: "Allow", NotAction, Resource }),
                    inPolicy("NotAction"),
                ),
            ),
        ],
        accepted: [
            breach("all of a service on one resource", "policy", allow("s3:*", "arn:aws:s3:::shop/*")),
            breach("a part of a service", "policy", allow("ec2:Describe*")),
            breach("all of a service on some of its ARNs", "policy", allow("s3:*", ["arn:aws:s3:::shop-*"])),
            breach("all of a service on what another has", "policy", allow("s3:*", "arn:aws:sqs:*:*:*")),
            breach("all of a service on one API", "policy", allow("execute-api:*", "arn:aws:execute-api:*:*:abc/*")),
            breach("some of a kind", "policy", allow("dynamodb:*", "arn:aws:dynamodb:*:*:table/shop-*")),
            breach(
                "all of a service but all that it has",
                "policy",
                policy({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::*" }),
            ),
            breach(
                "all actions but those of the service",
                "policy",
                policy({ Effect: "Allow", NotAction: "s3:*", Resource: "arn:aws:s3:::*" }),
            ),
            breach(
                "all actions but kinds of the service's",
                "policy",
                policy({ Effect: "Allow", NotAction: ["s3:Put*", "s3:Delete*"], Resource: "arn:aws:s3:::*" }),
            ),
        ],
    },
    {
        rule: "iam-service-wildcard",
        // Who does everything with roles passes them on, too.
        also: ["iam-pass-role"],
        resource: iamPolicy,
        breaches: [
            breach(
                "all of S3, by an ARN that ends early (sibling of case 030)",
                "policy",
                allow("s3:*", "arn:aws:s3:*"),
                inPolicy("Action"),
            ),
            breach(
                "all of IAM in an account (case 032)",
                "policy",
                allow("iam:*", "arn:aws:iam::111122223333:*"),
                inPolicy("Action"),
            ),
            breach("all of IAM on every role", "policy", allow("iam:*", "arn:aws:iam::*:role/*"), inPolicy("Action")),
        ],
    },
    {
        rule: "iam-pass-role",
        // All actions but another service's, on what the service has, are the whole service.
        also: ["iam-service-wildcard"],
        resource: iamPolicy,
        breaches: [
            ...[
                ["any service (case 034)", { StringLike: { "iam:PassedToService": "*" } }],
                ["any service of AWS", { StringLike: { "iam:PassedToService": "*.amazonaws.com" } }],
                ["one service or any", { StringLike: { "iam:PassedToService": ["eks.amazonaws.com", "*"] } }],
                ["all services but one", { StringNotEquals: { "iam:PassedToService": "lambda.amazonaws.com" } }],
                ["no service at all", { StringEqualsIfExists: { "iam:PassedToService": "eks.amazonaws.com" } }],
                [
                    "a set that may be empty",
                    { "ForAllValues:StringEquals": { "iam:PassedToService": "eks.amazonaws.com" } },
                ],
                ["whichever service, named", { Null: { "iam:PassedToService": "false" } }],
                ["one region", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }],
            ].map(([what, Condition]) =>
                breach(`${what}`, "policy", allow("iam:PassRole", "*", { Condition }), inPolicy("Resource")),
            ),
            breach(
                "all actions but those of S3, on every role (case 037)",
                "policy",
                policy({ Effect: "Allow", NotAction: ["s3:*"], Resource: "arn:aws:iam::111122223333:role/*" }),
                inPolicy("Resource"),
            ),
            breach(
                "all roles but one",
                "policy",
                policy({
                    Effect: "Allow",
                    Action: "iam:PassRole",
                    NotResource: "arn:aws:iam::111122223333:role/admin",
                }),
                inPolicy("NotResource"),
            ),
            ...["iam:PassRole", "IAM:passrole", "iam:P*", "iam:Pass?ole"].map((action) =>
                breach(action, "policy", allow(action), inPolicy("Resource")),
            ),
            ...["arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/*"].map((roles) =>
                breach(roles, "policy", allow("iam:PassRole", roles), inPolicy("Resource")),
            ),
        ],
        accepted: [
            breach(
                "a named service",
                "policy",
                allow("iam:PassRole", "*", {
                    Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } },
                }),
            ),
            breach(
                "a named service in any partition",
                "policy",
                allow("iam:PassRole", "*", {
                    Condition: { StringLike: { "iam:PassedToService": ["ec2.amazonaws.com*", "eks.amazonaws.*"] } },
                }),
            ),
            breach("a named role", "policy", allow("iam:PassRole", "arn:aws:iam::111122223333:role/shop-*")),
            breach(
                "all actions but PassRole and others",
                "policy",
                policy({ Effect: "Allow", NotAction: ["iam:Pass*"], Resource: "arn:aws:iam::111122223333:role/*" }),
            ),
        ],
    },
    {
        rule: "iam-decrypt-all",
        // As above.
        also: ["iam-service-wildcard"],
        resource: iamPolicy,
        breaches: [
            ...["kms:Decrypt", "KMS:decrypt", "kms:D*", "kms:ReEncrypt*"].map((action) =>
                breach(action, "policy", allow([action]), inPolicy("Resource")),
            ),
            breach("all keys by ARN", "policy", allow("kms:Decrypt", "arn:aws:kms:*:*:key/*"), inPolicy("Resource")),
            breach("a secure transport", "policy", allow("kms:Decrypt", "*", SECURE), inPolicy("Resource")),
            ...[
                ["any key of a region (case 036)", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }],
                ["any service", { StringLike: { "kms:ViaService": "*" } }],
                ["any service of a region", { StringLike: { "kms:ViaService": "*.eu-west-1.amazonaws.com" } }],
                ["any service but one", { StringNotEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }],
                ["no service", { StringEqualsIfExists: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }],
                ["this account", { StringEquals: { "kms:CallerAccount": "111122223333" } }],
                ["any alias", { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*" } }],
                ["keys without an alias", { "ForAllValues:StringLike": { "kms:ResourceAliases": "alias/shop" } }],
                ["any context", { StringLike: { "kms:EncryptionContext:app": "*" } }],
                ["any tag", { StringLike: { "aws:ResourceTag/team": "*" } }],
                ["somebody's tag", { StringEquals: { "aws:PrincipalTag/team": "shop" } }],
            ].map(([what, Condition]) =>
                breach(`${what}`, "policy", allow("kms:Decrypt", "*", { Condition }), inPolicy("Resource")),
            ),
            breach(
                "all actions but those of S3, on every key",
                "policy",
                policy({ Effect: "Allow", NotAction: "s3:*", Resource: "arn:aws:kms:*:111122223333:key/*" }),
                inPolicy("Resource"),
            ),
        ],
        accepted: [
            breach("a named key", "policy", allow("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/1")),
            ...[
                ["a service", { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }],
                ["a service in any region", { StringLike: { "KMS:viaservice": "secretsmanager.*.amazonaws.com" } }],
                ["aliases", { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/shop-*" } }],
                ["a context", { StringEquals: { "kms:EncryptionContext:app": "shop" } }],
                ["a tag", { StringEquals: { "aws:ResourceTag/team": "shop" } }],
            ].map(([what, Condition]) => breach(`${what}`, "policy", allow("kms:Decrypt", "*", { Condition }))),
        ],
    },
    {
        rule: "iam-managed-administrator",
        resource: resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
            policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
        }),
        breaches: [breach("AdministratorAccess", "policyArn", "arn:aws:iam::aws:policy/AdministratorAccess")],
    },
    {
        rule: "iam-managed-administrator",
        resource: resource("aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }),
        breaches: [breach("IAMFullAccess", "managedPolicyArns[0]", "arn:aws:iam::aws:policy/IAMFullAccess")],
    },
];
