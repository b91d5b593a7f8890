import { policy, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const narrow = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::shop/*" };
const iamPolicy = resource("aws:iam/policy:Policy", { name: "shop", policy: policy(narrow) });
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
        ],
        accepted: [breach("a denial", "policy", policy({ Effect: "Deny", Action: "*", Resource: "*" }))],
    },
    {
        rule: "iam-administrator",
        resource: resource("aws:iam/role:Role", { inlinePolicies: [{ name: "a", policy: policy(narrow) }] }),
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
        ],
        accepted: [
            breach("all of a service on one resource", "policy", allow("s3:*", "arn:aws:s3:::shop/*")),
            breach("a part of a service", "policy", allow("ec2:Describe*")),
        ],
    },
    {
        rule: "iam-pass-role",
        resource: iamPolicy,
        breaches: [
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
        ],
    },
    {
        rule: "iam-decrypt-all",
        resource: iamPolicy,
        breaches: [
            ...["kms:Decrypt", "KMS:decrypt", "kms:D*", "kms:ReEncrypt*"].map((action) =>
                breach(action, "policy", allow([action]), inPolicy("Resource")),
            ),
            breach("all keys by ARN", "policy", allow("kms:Decrypt", "arn:aws:kms:*:*:key/*"), inPolicy("Resource")),
            breach("a secure transport", "policy", allow("kms:Decrypt", "*", SECURE), inPolicy("Resource")),
        ],
        accepted: [breach("a named key", "policy", allow("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/1"))],
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
