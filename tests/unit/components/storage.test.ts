import assert from "node:assert/strict";
import { SharedFileSystem } from "../../../components/storage/shared-file-system";
import { Storage } from "../../../components/storage/storage";
import { load } from "../config/valid";
import { only, record } from "./mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/volumes";
const CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";

async function storage(aws: boolean, changes: Record<string, unknown> = {}) {
    const settings = load({ "eks-platform:storage": changes }).storage;
    const args = {
        storage: settings,
        hasClasses: false,
        ...(aws && { aws: { volumesKeyArn: KEY, fileSystemId: "fs-1" } }),
    };
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

describe("Storage on a cluster that has classes of its own", () => {
    const WITHOUT_AWS = { "eks-platform:region": undefined, "eks-platform:nodeGroups": undefined };
    const existing = (section: Record<string, unknown>) =>
        load({
            ...WITHOUT_AWS,
            "eks-platform:cluster": { kind: "existing", context: "kind-kind" },
            "eks-platform:storage": section,
        }).storage;
    const made = (section: Record<string, unknown>) =>
        record("update", () => new Storage("test", { storage: existing(section), hasClasses: true }, {}));

    it("makes no class: the default tier is the cluster's default class", async () => {
        const { resources, result } = await made({});
        assert.deepEqual(result.classes, { standard: null });
        assert.deepEqual(
            resources.filter(({ type }) => type === CLASS),
            [],
        );
    });

    it("uses the classes that the stack names", async () => {
        const { resources, result } = await made({ classes: { standard: "hostpath", fast: "premium.rwo" } });
        assert.deepEqual(result.classes, { standard: "hostpath", fast: "premium.rwo" });
        assert.ok(resources.every(({ type }) => type !== CLASS));
    });

    it("makes classes for the tiers that the stack lists itself, and leaves the default to the cluster", async () => {
        const { resources, result } = await made({ tiers: { logs: { type: "st1" } } });
        assert.deepEqual(result.classes, { standard: null, logs: "logs" });
        const classes = resources.filter(({ type }) => type === CLASS);
        assert.deepEqual(
            classes.map(({ name }) => name),
            ["test-block-logs"],
        );
        assert.match(JSON.stringify(classes[0]?.inputs), /is-default-class":"false"/);
    });

    it("refuses a class beside a tier of the same name, and classes on clusters whose classes the stack makes", () => {
        const both = { tiers: { fast: { type: "gp3" } }, classes: { fast: "premium" } };
        assert.throws(() => existing(both), /storage\.classes\.fast.*the stack makes a class for this tier/s);
        const classes = { "eks-platform:storage": { classes: { standard: "gp3" } } };
        assert.throws(() => load(classes), /storage\.classes\.standard.*nothing: this stack makes the classes/s);
    });

    it("refuses a service's tier that the cluster has no class for, naming those that it has", () => {
        const storage = { tier: "fast", size: "1Gi", mountPath: "/data" };
        const db = { kind: "stateful", image: "registry.example/db:1", port: 5432, storage };
        const values = {
            ...WITHOUT_AWS,
            "eks-platform:cluster": { kind: "existing", context: "kind-kind" },
            "eks-platform:services": { shop: { db } },
        };
        assert.throws(() => load(values), /shop\.db\.storage\.tier.*"fast".*allowed: +standard/s);
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
        files: load({}).storage.shared,
    };

    it("is encrypted, backed up, and mountable in every zone", async () => {
        const { resources } = await record("update", () => new SharedFileSystem("test", args, {}));
        const { encrypted, kmsKeyId } = only(resources, "aws:efs/fileSystem:FileSystem");
        assert.deepEqual([encrypted, kmsKeyId], [true, KEY]);
        assert.deepEqual(only(resources, "aws:efs/backupPolicy:BackupPolicy").backupPolicy, { status: "ENABLED" });
        assert.equal(resources.filter(({ type }) => type === "aws:efs/mountTarget:MountTarget").length, 2);
    });

    it("moves files as the stack says, one transition in each policy", async () => {
        const lifecycle = async (shared: Record<string, unknown>) => {
            const files = load({ "eks-platform:storage": { shared } }).storage.shared;
            const { resources } = await record("update", () => new SharedFileSystem("test", { ...args, files }, {}));
            return only(resources, "aws:efs/fileSystem:FileSystem");
        };
        const usual = await lifecycle({});
        assert.deepEqual(usual.lifecyclePolicies, [
            { transitionToIa: "AFTER_30_DAYS" },
            { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
        ]);
        const { lifecyclePolicies } = await lifecycle({ infrequentAccessAfterDays: 1, archiveAfterDays: 90 });
        assert.deepEqual(lifecyclePolicies, [
            { transitionToIa: "AFTER_1_DAY" },
            { transitionToArchive: "AFTER_90_DAYS" },
            { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
        ]);
        const fixed = await lifecycle({ infrequentAccessAfterDays: "never", throughput: 64 });
        assert.deepEqual(fixed.lifecyclePolicies, []);
        assert.deepEqual([fixed.throughputMode, fixed.provisionedThroughputInMibps], ["provisioned", 64]);
    });

    it("is refused an archive that EFS would not make, with every fault in one report", () => {
        const files = (shared: Record<string, unknown>) => () => load({ "eks-platform:storage": { shared } });
        assert.throws(
            files({ archiveAfterDays: 30, throughput: "bursting" }),
            /archiveAfterDays.*elastic throughput only.*archiveAfterDays.*more days than infrequentAccessAfterDays/s,
        );
        assert.throws(files({ infrequentAccessAfterDays: 3 }), /infrequentAccessAfterDays.*1.*7.*14.*never/s);
        assert.throws(files({ throughput: 5000 }), /shared\.throughput/);
    });

    it("lets no client be root", async () => {
        const { resources } = await record("update", () => new SharedFileSystem("test", args, {}));
        const { policy } = only(resources, "aws:efs/fileSystemPolicy:FileSystemPolicy");
        assert.doesNotMatch(String(policy), /ClientRootAccess/);
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
