import assert from "node:assert/strict";
import { SharedFileSystem } from "../../../components/storage/shared-file-system";
import { Storage } from "../../../components/storage/storage";
import { load } from "../config/valid";
import { only, record } from "./mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/volumes";
const CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";

async function storage(aws: boolean, changes: Record<string, unknown> = {}) {
    const settings = load({ "eks-platform:storage": changes }).storage;
    const args = { storage: settings, ...(aws && { aws: { volumesKeyArn: KEY, fileSystemId: "fs-1" } }) };
    return record("update", () => new Storage("test", args, {}));
}

describe("Storage classes", () => {
    it("carry their encryption as text, which is all that the driver reads", async () => {
        const { resources } = await storage(true);
        assert.deepEqual(only(resources, CLASS, "standard").parameters, {
            type: "gp3",
            encrypted: "true",
            "csi.storage.k8s.io/fstype": "ext4",
            kmsKeyId: KEY,
        });
    });

    it("wait for a pod to choose the zone, and let volumes grow", async () => {
        const { volumeBindingMode, allowVolumeExpansion } = only((await storage(true)).resources, CLASS, "fast");
        assert.deepEqual([volumeBindingMode, allowVolumeExpansion], ["WaitForFirstConsumer", true]);
    });

    it("have one default", async () => {
        const { resources } = await storage(true, { defaultTier: "fast" });
        const defaults = resources.filter((resource) =>
            JSON.stringify(resource.inputs).includes('is-default-class":"true"'),
        );
        assert.deepEqual(
            defaults.filter(({ type }) => type === CLASS).map(({ name }) => name),
            ["test-block-fast"],
        );
    });

    it("show an unencrypted tier as such, for the policies to refuse", async () => {
        const { resources } = await storage(true, { tiers: { standard: { type: "gp3", encrypted: false } } });
        assert.deepEqual(only(resources, CLASS, "standard").parameters, {
            type: "gp3",
            encrypted: "false",
            "csi.storage.k8s.io/fstype": "ext4",
        });
    });

    it("offer the shared file system over TLS, with a directory for each claim", async () => {
        const { resources, result } = await storage(true);
        const shared = only(resources, CLASS, "shared");
        assert.deepEqual(shared.mountOptions, ["tls"]);
        assert.deepEqual(result.classes, { standard: "standard", fast: "fast", bulk: "bulk", shared: "shared" });
    });

    it("have the same names on a cluster that is not in AWS, without its keys and file system", async () => {
        const { resources, result } = await storage(false);
        assert.deepEqual(result.classes, { standard: "standard", fast: "fast", bulk: "bulk" });
        assert.ok(resources.every(({ type }) => type === CLASS));
        assert.ok(!JSON.stringify(resources).includes("kmsKeyId"));
    });
});

describe("The shared file system", () => {
    const args = {
        clusterName: "test",
        vpcId: "vpc-1",
        zones: ["eu-west-1a", "eu-west-1b"],
        subnetIds: ["subnet-a", "subnet-b"],
        nodeSecurityGroupId: "sg-nodes",
        volumesKeyArn: KEY,
        protect: true,
    };

    it("is encrypted, backed up, and mountable in every zone", async () => {
        const { resources } = await record("update", () => new SharedFileSystem("test", args, {}));
        const { encrypted, kmsKeyId } = only(resources, "aws:efs/fileSystem:FileSystem");
        assert.deepEqual([encrypted, kmsKeyId], [true, KEY]);
        assert.deepEqual(only(resources, "aws:efs/backupPolicy:BackupPolicy").backupPolicy, { status: "ENABLED" });
        assert.equal(resources.filter(({ type }) => type === "aws:efs/mountTarget:MountTarget").length, 2);
    });

    it("lets in NFS from the nodes and nothing else", async () => {
        const { resources } = await record("update", () => new SharedFileSystem("test", args, {}));
        const rule = only(resources, "aws:ec2/securityGroupRule:SecurityGroupRule");
        assert.deepEqual([rule.fromPort, rule.toPort, rule.sourceSecurityGroupId], [2049, 2049, "sg-nodes"]);
        assert.equal(rule.cidrBlocks, undefined);
    });

    it("refuses connections without TLS", async () => {
        const { resources } = await record("update", () => new SharedFileSystem("test", args, {}));
        const { policy } = only(resources, "aws:efs/fileSystemPolicy:FileSystemPolicy");
        assert.match(String(policy), /"Effect":"Deny","Principal":"\*","Action":"\*".*"aws:SecureTransport":"false"/);
    });
});
