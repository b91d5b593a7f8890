import { policy, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

/** Statements of a document in JSON have no place of their own in the resource: the document's path comes first. */
const inPolicy = (field: string) => `policy.Statement[0].${field}`;
const narrow = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::shop/*" };
const ACCOUNT = { AWS: "arn:aws:iam::123456789012:root" };

/** Breaches of the rules over who a policy of a resource lets in. */
export const RESOURCE_POLICY_CASES: readonly ResourceRuleCase[] = [
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
                "a denial of everyone but one account to another resource",
                "policy",
                {
                    Statement: [
                        { ...narrow, Principal: "*" },
                        { Effect: "Deny", NotPrincipal: ACCOUNT, Action: "s3:*", Resource: "arn:aws:s3:::logs/*" },
                    ],
                },
                inPolicy("Principal"),
            ),
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
            breach("a denial of everyone but one account", "policy", {
                Statement: [
                    { ...narrow, Principal: "*" },
                    { Effect: "Deny", NotPrincipal: ACCOUNT, Action: "s3:*", Resource: "*" },
                ],
            }),
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
