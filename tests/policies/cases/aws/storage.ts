import { policy, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";
const REFUSAL = {
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const LIMITED = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:role/shop" },
    Action: "elasticfilesystem:ClientMount",
    Condition: { Bool: { "aws:SecureTransport": "true" } },
};

/** Breaches of the rules over EFS and EBS. */
export const STORAGE_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "efs-policy-tls",
        resource: resource("aws:efs/fileSystemPolicy:FileSystemPolicy", { policy: policy(REFUSAL) }),
        breaches: [
            breach("nothing about TLS", "policy", policy({ ...LIMITED, Condition: undefined })),
            breach("a refusal of TLS", "policy", {
                Statement: [
                    { ...LIMITED, Condition: undefined },
                    { ...REFUSAL, Condition: { Bool: { "aws:SecureTransport": "true" } } },
                ],
            }),
            ...[
                ["of one client", { Principal: LIMITED.Principal }],
                ["of another action", { Action: "elasticfilesystem:ClientWrite" }],
                [
                    "from one network",
                    { Condition: { ...REFUSAL.Condition, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
                ],
            ].map(([what, more]) =>
                breach(`a refusal ${what}`, "policy", {
                    Statement: [
                        { ...LIMITED, Condition: undefined },
                        { ...REFUSAL, ...Object(more) },
                    ],
                }),
            ),
        ],
        accepted: [
            breach("permission by TLS alone", "policy", policy(LIMITED)),
            breach("a refusal of every mount", "policy", {
                Statement: [
                    { ...LIMITED, Condition: undefined },
                    { ...REFUSAL, Principal: { AWS: "*" }, Action: ["elasticfilesystem:ClientMount"] },
                ],
            }),
        ],
    },
    {
        rule: "efs-file-system-key",
        resource: resource("aws:efs/fileSystem:FileSystem", { encrypted: true, kmsKeyId: KEY }),
        breaches: [breach("nothing", "kmsKeyId", undefined)],
    },
    ...["aws:ebs/volume:Volume", "aws:ebs/snapshotCopy:SnapshotCopy"].map((type) => ({
        rule: "ebs-volume-key",
        resource: resource(type, { encrypted: true, kmsKeyId: KEY }),
        breaches: [breach("nothing", "kmsKeyId", undefined)],
    })),
    {
        rule: "ebs-default-encryption",
        resource: resource("aws:ebs/encryptionByDefault:EncryptionByDefault", {}),
        breaches: [breach("false", "enabled", false)],
    },
    {
        rule: "efs-file-system-encrypted",
        resource: resource("aws:efs/fileSystem:FileSystem", { encrypted: true }),
        breaches: [breach("nothing", "encrypted", undefined), breach("false", "encrypted", false)],
    },
    {
        rule: "efs-access-point",
        resource: resource("aws:efs/accessPoint:AccessPoint", {
            rootDirectory: { path: "/shop" },
            posixUser: { uid: 1000, gid: 1000 },
        }),
        breaches: [
            breach("the root directory", "rootDirectory.path", "/"),
            breach("no directory", "rootDirectory", undefined, "rootDirectory.path"),
            breach("no user", "posixUser", undefined),
        ],
    },
    ...["aws:ebs/volume:Volume", "aws:ebs/snapshotCopy:SnapshotCopy"].map((type) => ({
        rule: "ebs-volume-encrypted",
        resource: resource(type, { encrypted: true, size: 10 }),
        breaches: [breach("nothing", "encrypted", undefined)],
    })),
];
