import { policy, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

/** Statements of a document in JSON have no place of their own in the resource: the document's path comes first. */
const inPolicy = (field: string) => `policy.Statement[0].${field}`;
const NARROW = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::shop/*" };
/** What anyone fulfils. */
const SECURE = { Bool: { "aws:SecureTransport": "true" } };
const ACCOUNT = { AWS: "arn:aws:iam::123456789012:root" };

/** A policy variable. */
const variable = (name: string) => `\${${name}}`;
const BUCKET = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const bucketFor = (Condition: object) => policy({ ...BUCKET, Condition });

/** Conditions that anyone can fulfil, each with what it asks of the request. */
const LIMITING_NOBODY: readonly (readonly [what: string, condition: object])[] = [
    ["any address (case 010)", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
    ["any address of IPv6", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "::/0"] } }],
    ["more than a private range", { IpAddress: { "aws:SourceIp": "10.0.0.0/7" } }],
    ["more than a private range of IPv6", { IpAddress: { "aws:SourceIp": "f000::/4" } }],
    ["half of all addresses", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
    ["a private address in whatever network", { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }],
    ["every other organisation (case 011)", { StringNotEquals: { "aws:PrincipalOrgID": "o-example1" } }],
    ["any organisation", { StringLike: { "aws:PrincipalOrgID": "o-*" } }],
    ["some organisation", { Null: { "aws:PrincipalOrgID": "false" } }],
    ["one organisation or none", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-example1" } }],
    ["a set of organisations that may be empty", { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } }],
    ["any path of an organisation", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "*" } }],
    ["any path of any organisation", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/r-ab12/*" } }],
    ["a referrer (case 014)", { StringLike: { "aws:Referer": ["https://www.example.com/*"] } }],
    ["a user agent", { StringEquals: { "aws:UserAgent": "password" } }],
    ["an access list (case 016)", { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } }],
    ["encryption", { StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } }],
    ["a tag of the object", { StringEquals: { "s3:ExistingObjectTag/public": "yes" } }],
    ["every address but some (case 018)", { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }],
    ["a region (case 019)", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }],
    ["a role of a name in any account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } }],
    ["the caller's own account", { StringEquals: { "aws:SourceAccount": variable("aws:PrincipalAccount") } }],
    ["a tag of the caller's choice", { StringEquals: { "aws:PrincipalTag/team": "shop" } }],
    ["a name that any account may have", { StringEquals: { "aws:username": "admin" } }],
    ["a kind of principal", { StringEquals: { "aws:PrincipalType": "AssumedRole" } }],
    ["some service of AWS for whomever", { Bool: { "aws:ViaAWSService": "true" } }],
    ["any network", { StringLike: { "aws:SourceVpc": "vpc-*" } }],
    ["some endpoint", { Null: { "aws:SourceVpce": "false" } }],
    ["the resource's own account", { StringEquals: { "s3:ResourceAccount": "111122223333" } }],
    ["any account", { StringLike: { "aws:SourceAccount": "*" } }],
    ["one account or any", { StringLike: { "aws:SourceAccount": ["111122223333", "*"] } }],
    ["any bucket of a name's beginning", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::shop-*" } }],
    ["a service for any account", { StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } }],
    ["a context that anyone may write", { StringEquals: { "kms:EncryptionContext:app": "shop" } }],
    ["a second factor", { Bool: { "aws:MultiFactorAuthPresent": "true" } }],
    ["a time", { DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }],
    ["a session's name", { StringEquals: { "sts:RoleSessionName": "shop" } }],
    ["a key that nobody here knows", { StringEquals: { "example:Caller": "111122223333" } }],
];

/** Conditions that leave few of all callers. */
const LIMITING: readonly (readonly [what: string, condition: object])[] = [
    ["an organisation", { StringEquals: { "aws:PrincipalOrgID": "o-example1" } }],
    ["an organisation, any case of the key", { StringEquals: { "AWS:principalorgid": ["o-example1", "o-example2"] } }],
    ["a unit of an organisation", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2/r-ab12/ou-1/*"] } }],
    ["the organisation of the resource", { StringEquals: { "aws:PrincipalOrgID": variable("aws:ResourceOrgID") } }],
    ["an account", { StringEquals: { "aws:PrincipalAccount": "111122223333" } }],
    ["the roles of an account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }],
    ["an account as its source, in any region", { StringLike: { "aws:SourceArn": "arn:aws:sns:*:111122223333:*" } }],
    ["a bucket as its source", { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:shop-uploads" } }],
    ["a network", { StringEquals: { "aws:SourceVpc": "vpc-0123" } }],
    ["an endpoint, and TLS", { StringEquals: { "aws:SourceVpce": "vpce-0123" }, ...SECURE }],
    ["a small range", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } }],
    ["a private range", { IpAddress: { "aws:SourceIp": "172.16.0.0/12" } }],
    ["a role by its id", { StringLike: { "aws:userId": "AROAEXAMPLEID:*" } }],
    ["access points of an account", { StringEquals: { "s3:DataAccessPointAccount": "111122223333" } }],
    ["one service", { StringEquals: { "aws:PrincipalServiceName": "cloudtrail.amazonaws.com" } }],
    ["endpoints of one domain", { StringLike: { "sns:Endpoint": "*@example.com" } }],
];

const everyone = policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });

/** Breaches of the rules over who a policy of a resource lets in. */
export const RESOURCE_POLICY_CASES: readonly ResourceRuleCase[] = [
    ...[
        "aws:kms/key:Key",
        "aws:ecr/repositoryPolicy:RepositoryPolicy",
        "aws:efs/fileSystemPolicy:FileSystemPolicy",
    ].map((type) => ({
        rule: "public-resource-policy",
        resource: resource(type, {
            policy: policy({ ...NARROW, Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
        }),
        breaches: [
            breach("everyone", "policy", policy({ ...NARROW, Principal: "*" }), inPolicy("Principal")),
            breach(
                "a denial of everyone but one account to another resource",
                "policy",
                {
                    Statement: [
                        { ...NARROW, Principal: "*" },
                        { Effect: "Deny", NotPrincipal: ACCOUNT, Action: "s3:*", Resource: "arn:aws:s3:::logs/*" },
                    ],
                },
                inPolicy("Principal"),
            ),
            breach(
                "every account",
                "policy",
                policy({ ...NARROW, Principal: { AWS: "*" } }),
                inPolicy("Principal.AWS"),
            ),
            breach(
                "everyone but one",
                "policy",
                policy({ ...NARROW, NotPrincipal: { AWS: "123456789012" } }),
                inPolicy("NotPrincipal"),
            ),
        ],
        accepted: [
            breach("a denial of everyone but one account", "policy", {
                Statement: [
                    { ...NARROW, Principal: "*" },
                    { Effect: "Deny", NotPrincipal: ACCOUNT, Action: "s3:*", Resource: "*" },
                ],
            }),
            breach(
                "everyone of this account",
                "policy",
                policy({
                    ...NARROW,
                    Principal: { AWS: "*" },
                    Condition: { StringEquals: { "kms:CallerAccount": "123456789012" } },
                }),
            ),
        ],
    })),
    {
        rule: "public-resource-policy",
        resource: resource("aws:s3/bucketPolicy:BucketPolicy", {
            bucket: "b",
            policy: bucketFor(LIMITING[0]?.[1] ?? {}),
        }),
        breaches: [
            ...LIMITING_NOBODY.map(([what, condition]) =>
                breach(what, "policy", bucketFor(condition), inPolicy("Principal")),
            ),
            ...["Service", "Federated"].map((type) =>
                breach(
                    `every ${type}`,
                    "policy",
                    policy({ ...BUCKET, Principal: { [type]: "*" } }),
                    inPolicy(`Principal.${type}`),
                ),
            ),
            ...[
                ["a denial of everyone but anyone", { NotPrincipal: "*" }],
                [
                    "a denial of those who have no organisation",
                    { Principal: "*", Condition: { Null: { "aws:PrincipalOrgID": "true" } } },
                ],
                [
                    "a denial of every referrer but one",
                    { Principal: "*", Condition: { StringNotLike: { "aws:Referer": "https://example.com/*" } } },
                ],
                [
                    "a denial of those whose set has another organisation",
                    {
                        Principal: "*",
                        Condition: { "ForAnyValue:StringNotEquals": { "aws:PrincipalOrgPaths": "o-1/*" } },
                    },
                ],
            ].map(([what, deny]) =>
                breach(
                    `${what}`,
                    "policy",
                    { Statement: [BUCKET, { Effect: "Deny", Action: "*", Resource: "*", ...Object(deny) }] },
                    inPolicy("Principal"),
                ),
            ),
        ],
        accepted: [
            ...LIMITING.map(([what, condition]) => breach(what, "policy", bucketFor(condition))),
            breach("a denial of all people outside of an organisation", "policy", {
                Statement: [
                    BUCKET,
                    {
                        Effect: "Deny",
                        Principal: "*",
                        Action: "s3:*",
                        Resource: "*",
                        Condition: {
                            StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-example1" },
                            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
                        },
                    },
                ],
            }),
        ],
    },
    {
        rule: "public-resource-policy",
        resource: resource("aws:sqs/queuePolicy:QueuePolicy", { policy: policy({ ...BUCKET, Principal: ACCOUNT }) }),
        breaches: [
            breach(
                "any source (case 020)",
                "policy",
                bucketFor({ ArnLike: { "aws:SourceArn": "*" } }),
                inPolicy("Principal"),
            ),
            breach(
                "any source of a service",
                "policy",
                bucketFor({ ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } }),
                inPolicy("Principal"),
            ),
        ],
    },
    ...(
        [
            ["aws:sns/topic:Topic", "policy", " (case 022)"],
            ["aws:s3/bucket:Bucket", "policy", " (case 024)"],
            ["aws:opensearch/domainPolicy:DomainPolicy", "accessPolicies", " (case 026)"],
            ["aws:backup/vaultPolicy:VaultPolicy", "policy", " (case 026)"],
            ["aws:opensearch/domain:Domain", "accessPolicies", ""],
            ["aws:elasticsearch/domain:Domain", "accessPolicies", ""],
            ["aws:glacier/vault:Vault", "accessPolicy", ""],
            ["aws:secretsmanager/secret:Secret", "policy", ""],
            ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy", ""],
            ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument", ""],
            ["aws:s3tables/tablePolicy:TablePolicy", "resourcePolicy", ""],
            ["aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy", "details.policy", ""],
            ["aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment", "s3AccessPoint.policy", ""],
            ["aws:organizations/resourcePolicy:ResourcePolicy", "content", ""],
        ] as const
    ).map(([type, field, note]) => ({
        rule: "public-resource-policy",
        // A bucket has no protection of its own here.
        also: ["protected-state"],
        resource: resource(type, { name: "shop" }),
        breaches: [breach(`everyone${note}`, field, everyone, `${field}.Statement[0].Principal`)],
        accepted: /Domain$/.test(type)
            ? [breach("everyone in a network", "", { vpcOptions: { subnetIds: ["subnet-1"] }, [field]: everyone })]
            : [],
    })),
    {
        rule: "public-resource-policy",
        resource: resource("aws:lambda/permission:Permission", {
            action: "lambda:InvokeFunction",
            function: "shop",
            principal: "s3.amazonaws.com",
        }),
        breaches: [
            breach("everyone (case 026)", "principal", "*"),
            breach("a source that anyone has", "", { principal: "*", sourceArn: "arn:aws:s3:::*" }, "principal"),
        ],
        accepted: [
            breach("the objects of one bucket", "", { principal: "*", sourceArn: "arn:aws:s3:::shop" }),
            breach("an account", "", { principal: "*", sourceAccount: "111122223333" }),
            breach("an organisation", "", { principal: "*", principalOrgId: "o-example1" }),
        ],
    },
    {
        rule: "public-resource-policy",
        resource: resource("aws:cloudwatch/eventPermission:EventPermission", { statementId: "a", principal: "1" }),
        breaches: [breach("everyone", "principal", "*")],
        accepted: [
            breach("an organisation", "", {
                principal: "*",
                condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-example1" },
            }),
        ],
    },
];
