import assert from "node:assert/strict";
import { ChangedStack, database, SET, STORAGE_CLASS, storageClass, urnOf } from "./stack";

const KEY = "aws:kms/key:Key";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const FILES = "aws:efs/fileSystem:FileSystem";
const GROUP = "aws:eks/nodeGroup:NodeGroup";
const SUBNET = "aws:ec2/subnet:Subnet";
const ARN = "arn:aws:kms:eu-west-1:111122223333:key/1";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("A key that is scheduled for deletion", () => {
    const stack = () => new ChangedStack().deleted(KEY, "volumes", {}, { id: "1", outputs: { arn: ARN, keyId: "1" } });

    it("makes unreadable what names it anywhere, and the volumes of classes that do", () => {
        const danger = stack()
            .kept(LOGS, "logs", { kmsKeyId: ARN })
            .kept("aws:eks/cluster:Cluster", "c", { encryptionConfig: { provider: { keyArn: ARN } } })
            .kept(LOGS, "others", { kmsKeyId: `${ARN}0` })
            .kept(STORAGE_CLASS, "fast", { ...storageClass("fast"), parameters: { kmsKeyId: ARN } })
            .kept(SET, "db", database({ replicas: 1 }))
            .dangerOf("volumes");
        assert.equal(danger.isStateful, true);
        assert.deepEqual(danger.affects, [
            {
                what: [
                    urnOf(LOGS, "logs"),
                    urnOf("aws:eks/cluster:Cluster", "c"),
                    urnOf(STORAGE_CLASS, "fast"),
                    "PersistentVolumeClaim shop/data-db-0",
                ],
                how: "cannot be read once the key is gone",
            },
        ]);
    });

    it("says nothing of its own alias, of policies that speak of it, and of what goes itself", () => {
        const danger = stack()
            .kept("aws:kms/alias:Alias", "alias", { targetKeyId: "1" })
            .kept("aws:iam/rolePolicy:RolePolicy", "policy", { policy: `{"Resource":"${ARN}"}` })
            .deleted(FILES, "files", { kmsKeyId: ARN })
            .dangerOf("volumes");
        assert.deepEqual(danger.affects, []);
    });
});

describe("A zone that node groups leave", () => {
    const subnets = () =>
        ["a", "b", "c"].reduce(
            (stack, zone) =>
                stack.kept(SUBNET, zone, { availabilityZone: `eu-west-1${zone}` }, { id: `subnet-${zone}` }),
            new ChangedStack()
                .kept(STORAGE_CLASS, "fast", storageClass("fast"))
                .kept(SET, "db", database({ replicas: 1 })),
        );
    const group = (...zones: readonly string[]) => ({
        clusterName: "c",
        subnetIds: zones.map((zone) => `subnet-${zone}`),
    });
    const stranded = (zones: string) => [
        {
            what: ["PersistentVolumeClaim shop/data-db-0"],
            how: `can be mounted by no node any more, where their volumes are in ${zones}`,
        },
    ];

    it("strands the volumes of EBS in it", () => {
        const danger = subnets()
            .replaced(GROUP, "g", group("a", "b", "c"), "subnetIds", group("a", "b"))
            .dangerOf("g");
        assert.deepEqual(danger.affects, stranded("eu-west-1c"));
        const gone = subnets().deleted(GROUP, "g", group("b", "c")).kept(GROUP, "h", group("a")).dangerOf("g");
        assert.deepEqual(gone.affects, stranded("eu-west-1b or eu-west-1c"));
    });

    it("strands none where another group stays in it, or a subnet that is not known yet may be", () => {
        const beside = subnets()
            .replaced(GROUP, "g", group("a", "c"), "subnetIds", group("a"))
            .kept(GROUP, "h", group("c"));
        assert.deepEqual(beside.dangerOf("g").affects, []);
        const now = { clusterName: "c", subnetIds: UNKNOWN };
        assert.deepEqual(subnets().replaced(GROUP, "g", group("c"), "subnetIds", now).dangerOf("g").affects, []);
    });

    it("strands no files, which every zone can mount", () => {
        const danger = new ChangedStack()
            .kept(SUBNET, "a", { availabilityZone: "eu-west-1a" }, { id: "subnet-a" })
            .kept(STORAGE_CLASS, "fast", { metadata: { name: "fast" }, provisioner: "efs.csi.aws.com" })
            .kept(SET, "db", database())
            .deleted(GROUP, "g", group("a"))
            .dangerOf("g");
        assert.deepEqual(danger.affects, []);
    });
});

describe("A shorter retention", () => {
    const change = (type: string, before: object, after: object) =>
        new ChangedStack().updated(type, "x", { ...before }, { ...after }, "retentionInDays").dangers;

    it("deletes what is older: told, and allowed by nobody", () => {
        for (const [type, before, after] of [
            [LOGS, { retentionInDays: 30 }, { retentionInDays: 7 }],
            [LOGS, { retentionInDays: 0 }, { retentionInDays: 3653 }],
            [LOGS, {}, { retentionInDays: 3653 }],
            ["aws:rds/instance:Instance", { backupRetentionPeriod: 7 }, {}],
            ["aws:sqs/queue:Queue", {}, { messageRetentionSeconds: 60 }],
        ] as const) {
            const [danger] = change(type, before, after);
            assert.deepEqual([danger?.kind, danger?.isStateful], ["update", false], type);
            assert.match(danger?.loss ?? "", /older go/);
        }
    });

    it("is none where it is longer, or for ever", () => {
        assert.deepEqual(change(LOGS, { retentionInDays: 7 }, { retentionInDays: 30 }), []);
        assert.deepEqual(change(LOGS, { retentionInDays: 7 }, { retentionInDays: 0 }), []);
        assert.deepEqual(change(LOGS, { retentionInDays: 7 }, {}), []);
        assert.deepEqual(change("aws:sqs/queue:Queue", { messageRetentionSeconds: 60 }, {}), []);
    });
});

describe("What settings soften", () => {
    const loss = (type: string, inputs: object) =>
        new ChangedStack().deleted(type, "x", { ...inputs }).dangerOf("x").loss;

    it("is told with what they say", () => {
        assert.equal(loss("aws:rds/instance:Instance", { skipFinalSnapshot: true }), "its data go");
        assert.equal(loss("aws:rds/instance:Instance", {}), "its data go, but for the final snapshot");
        assert.match(loss("aws:s3/bucket:Bucket", {}) ?? "", /AWS refuses while there are any/);
        assert.equal(loss("aws:s3/bucket:Bucket", { forceDestroy: true }), "its objects go");
        assert.match(loss(LOGS, { skipDestroy: true }) ?? "", /its logs stay/);
    });

    it("stays where the engine only forgets it; another begins empty", () => {
        const kept = { isRetained: true };
        assert.deepEqual(new ChangedStack().deleted(FILES, "x", {}, kept).dangers, []);
        const replaced = new ChangedStack().replaced(FILES, "x", {}, "kmsKeyId", {}, kept).dangerOf("x");
        assert.match(replaced.loss ?? "", /it stays, and the new one begins without/);
        const key = { ...kept, outputs: { arn: ARN } };
        const users = new ChangedStack()
            .replaced(KEY, "x", {}, "multiRegion", {}, key)
            .kept(LOGS, "l", { kmsKeyId: ARN });
        assert.deepEqual(users.dangerOf("x").affects, []);
        assert.equal(replaced.isStateful, true);
    });
});

describe("An address that goes", () => {
    it("is told, and loses no data", () => {
        const danger = new ChangedStack().deleted("aws:ec2/eip:Eip", "x", {}).dangerOf("x");
        assert.equal(danger.isStateful, false);
        const service = "kubernetes:core/v1:Service";
        assert.deepEqual(new ChangedStack().deleted(service, "x", { spec: { type: "ClusterIP" } }).dangers, []);
        assert.equal(new ChangedStack().deleted(service, "x", { spec: { type: "LoadBalancer" } }).dangers.length, 1);
    });
});
