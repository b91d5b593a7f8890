import { object, policy, resource } from "../support/resources";
import { breach, type ResourceRuleCase } from "../support/rule-case";

const ebs = object("storage.k8s.io/v1", "StorageClass", {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    volumeBindingMode: "WaitForFirstConsumer",
    reclaimPolicy: "Retain",
});
const efs = object("storage.k8s.io/v1", "StorageClass", {
    provisioner: "efs.csi.aws.com",
    parameters: { provisioningMode: "efs-ap", fileSystemId: "fs-1", directoryPerms: "700", gidRangeStart: "1000" },
    reclaimPolicy: "Retain",
});
const key = "arn:aws:kms:eu-west-1:123456789012:key/1";
const refusal = {
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const limited = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:role/shop" },
    Action: "elasticfilesystem:ClientMount",
    Condition: { Bool: { "aws:SecureTransport": "true" } },
};

/** Breaches of the rules over storage, beyond encryption. */
export const STORAGE_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "storage-class-binding",
        resource: ebs,
        dependsOn: ["provisioner"],
        breaches: [
            breach("nothing, which means at once", "volumeBindingMode", undefined),
            breach("Immediate", "volumeBindingMode", "Immediate"),
        ],
    },
    {
        rule: "storage-class-binding",
        resource: efs,
        breaches: [],
        accepted: [breach("files, which every zone reaches", "volumeBindingMode", "Immediate")],
    },
    {
        rule: "storage-class-reclaim",
        resource: ebs,
        dependsOn: ["provisioner"],
        breaches: [
            breach("nothing, which means Delete", "reclaimPolicy", undefined),
            breach("Delete", "reclaimPolicy", "Delete"),
        ],
        accepted: [breach("another provisioner", "provisioner", "rancher.io/local-path")],
    },
    {
        rule: "efs-directory-permissions",
        resource: efs,
        dependsOn: ["provisioner"],
        breaches: [
            ...["777", "0772", "703"].map((mode) => breach(mode, "parameters.directoryPerms", mode)),
            ...["uid", "gid", "gidRangeStart"].map((id) => breach(`root's ${id}`, `parameters.${id}`, "0")),
        ],
        accepted: [breach("a group that writes", "parameters.directoryPerms", "770")],
    },
    {
        rule: "efs-policy-tls",
        resource: resource("aws:efs/fileSystemPolicy:FileSystemPolicy", { policy: policy(refusal) }),
        breaches: [
            breach("nothing about TLS", "policy", policy({ ...limited, Condition: undefined })),
            breach("a refusal of TLS", "policy", {
                Statement: [
                    { ...limited, Condition: undefined },
                    { ...refusal, Condition: { Bool: { "aws:SecureTransport": "true" } } },
                ],
            }),
        ],
        accepted: [breach("permission by TLS alone", "policy", policy(limited))],
    },
    {
        rule: "efs-file-system-key",
        resource: resource("aws:efs/fileSystem:FileSystem", { encrypted: true, kmsKeyId: key }),
        breaches: [breach("nothing", "kmsKeyId", undefined)],
    },
    ...["aws:ebs/volume:Volume", "aws:ebs/snapshotCopy:SnapshotCopy"].map((type) => ({
        rule: "ebs-volume-key",
        resource: resource(type, { encrypted: true, kmsKeyId: key }),
        breaches: [breach("nothing", "kmsKeyId", undefined)],
    })),
    {
        rule: "ebs-default-encryption",
        resource: resource("aws:ebs/encryptionByDefault:EncryptionByDefault", {}),
        breaches: [breach("false", "enabled", false)],
    },
    {
        rule: "kms-key-enabled",
        resource: resource("aws:kms/key:Key", { enableKeyRotation: true }),
        breaches: [breach("a disabled key", "isEnabled", false)],
    },
    {
        rule: "kms-key-enabled",
        resource: resource("aws:kms/replicaKey:ReplicaKey", { primaryKeyArn: key }),
        breaches: [breach("a disabled key", "enabled", false)],
    },
    {
        rule: "kms-policy-lockout",
        resource: resource("aws:kms/key:Key", { enableKeyRotation: true }),
        breaches: [breach("a check that is bypassed", "bypassPolicyLockoutSafetyCheck", true)],
    },
];
