import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PropertyMap } from "../../../core/engine/values";
import { World } from "../../../simulator/world/world";
import { Countdown, type Declared, emptyState, type Made, SmallEngine, type State } from "./small-engine";

const declare = (type: string, name: string, inputs: (made: Made) => PropertyMap): Declared => ({ type, name, inputs });

interface Settings {
    readonly version?: string;
    readonly nodeVersion?: string;
    readonly min?: number;
    readonly max?: number;
    readonly zones?: readonly string[];
    readonly serviceCidr?: string;
    readonly deletionProtection?: boolean;
    readonly clusterName?: string;
}

/** A cluster in the given zones with one node group in the first two. */
function platform(settings: Settings): Declared[] {
    const { version = "1.34", nodeVersion = version, min = 1, max = 3, zones = ["a", "b"] } = settings;
    const { clusterName = "plat", deletionProtection = false } = settings;
    return [
        declare("aws:ec2/vpc:Vpc", "net", () => ({ cidrBlock: "10.0.0.0/16" })),
        ...zones.map((zone) =>
            declare("aws:ec2/subnet:Subnet", zone, (made) => ({
                vpcId: String(made("net").id),
                cidrBlock: `10.0.${zone.charCodeAt(0)}.0/24`,
                availabilityZone: `eu-west-1${zone}`,
            })),
        ),
        declare("aws:eks/cluster:Cluster", "plat", (made) => ({
            name: clusterName,
            version,
            deletionProtection,
            roleArn: "arn:aws:iam::123456789012:role/cluster",
            vpcConfig: { subnetIds: zones.map((zone) => String(made(zone).id)) },
            ...(settings.serviceCidr && { kubernetesNetworkConfig: { serviceIpv4Cidr: settings.serviceCidr } }),
        })),
        declare("aws:eks/nodeGroup:NodeGroup", "nodes", (made) => ({
            clusterName,
            version: nodeVersion,
            nodeRoleArn: "arn:aws:iam::123456789012:role/node",
            subnetIds: [String(made("a").id)],
            // The program ignores changes of the desired size, so that it stays what it was.
            scalingConfig: { minSize: min, desiredSize: 1, maxSize: max },
        })),
    ];
}

const object = (apiVersion: string, kind: string, name: string, rest: PropertyMap): PropertyMap => ({
    apiVersion,
    kind,
    metadata: { name },
    ...rest,
});

describe("a preview on the simulator", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-refusals-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** Brings up one program and previews another. The preview must tell what the update tells, and change nothing. */
    async function change(before: readonly Declared[], after: readonly Declared[]): Promise<string> {
        const file = join(folder, "world.jsonl");
        rmSync(file, { force: true });
        const state = emptyState();
        await new SmallEngine(file, state).up(before);
        const exists = JSON.stringify(new World({ file }).list());
        const attempt = async (preview: boolean) => {
            const copy: State = { resources: new Map(state.resources), old: new Map() };
            try {
                await new SmallEngine(file, copy, new Countdown(), preview).up(after);
                return "";
            } catch (error) {
                assert.ok(error instanceof Error);
                return error.message;
            }
        };
        const previewed = await attempt(true);
        assert.equal(JSON.stringify(new World({ file }).list()), exists);
        const updated = await attempt(false);
        assert.equal(previewed === "", updated === "", `preview: ${previewed}\nupdate: ${updated}`);
        return previewed;
    }

    it("refuses a lowered Kubernetes version, and one that skips a minor", async () => {
        assert.match(
            await change(platform({ version: "1.35" }), platform({ version: "1.34" })),
            /Unsupported Kubernetes minor version update from 1\.35 to 1\.34\.\nNext step: set it back to 1\.35/,
        );
        assert.match(
            await change(platform({ version: "1.33" }), platform({ version: "1.35" })),
            /from 1\.33 to 1\.35\.\nNext step: upgrade to 1\.34 first/,
        );
        assert.equal(await change(platform({ version: "1.34" }), platform({ version: "1.35" })), "");
    });

    it("refuses nodes that are newer than the cluster will be, or older than they were", async () => {
        assert.match(
            await change(platform({}), platform({ nodeVersion: "1.35" })),
            /Requested version 1\.35 of the node group is newer than the cluster's 1\.34/,
        );
        assert.match(
            await change(platform({ version: "1.35" }), platform({ version: "1.35", nodeVersion: "1.34" })),
            /older than its 1\.35/,
        );
    });

    it("refuses a minimum above the number of nodes that are wanted, and says how to raise it", async () => {
        assert.match(
            await change(platform({}), platform({ min: 2 })),
            /Minimum capacity 2 can't be greater than desired size 1\nNext step: aws eks update-nodegroup-config --cluster-name plat .*desiredSize=2/,
        );
        assert.equal(await change(platform({}), platform({ max: 9 })), "");
    });

    it("refuses to move the control plane to another zone (case 125)", async () => {
        assert.match(
            await change(platform({}), platform({ zones: ["a", "b", "c"] })),
            /is in eu-west-1c, and the control plane stays in the zones in which it was made: eu-west-1a, eu-west-1b/,
        );
        assert.equal(await change(platform({ zones: ["a", "b", "c"] }), platform({ zones: ["a", "b"] })), "");
    });

    it("refuses to replace a cluster under its name while node groups are in it (case 128)", async () => {
        assert.match(
            await change(platform({}), platform({ serviceCidr: "10.100.0.0/16" })),
            /ResourceInUseException: .*Cluster plat cannot be replaced|ResourceInUseException: plat is still used by .*NodeGroup/,
        );
    });

    it("refuses to replace what AWS protects from deletion", async () => {
        const guarded = platform({ deletionProtection: true });
        assert.match(
            await change(guarded, platform({ deletionProtection: true, clusterName: "other" })),
            /deletion protection/,
        );
    });

    it("refuses a subnet that overlaps another of the same preview", async () => {
        const overlapping = declare("aws:ec2/subnet:Subnet", "again", (made) => ({
            vpcId: String(made("net").id),
            cidrBlock: "10.0.97.0/25",
            availabilityZone: "eu-west-1a",
        }));
        assert.match(await change([], [...platform({}), overlapping]), /InvalidSubnet.Conflict/);
    });

    it("refuses a subnet in a zone that the region does not have", async () => {
        const subnet = declare("aws:ec2/subnet:Subnet", "elsewhere", (made) => ({
            vpcId: String(made("net").id),
            cidrBlock: "10.0.1.0/24",
            availabilityZone: "eu-west-1z",
        }));
        assert.match(
            await change([], [...platform({}), subnet]),
            /\(eu-west-1z\) for parameter availabilityZone is invalid/,
        );
    });

    it("refuses an object in a namespace that neither is there nor is to come", async () => {
        const settings = declare("kubernetes:core/v1:ConfigMap", "settings", () => ({
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "settings", namespace: "shop" },
        }));
        const namespace = declare("kubernetes:core/v1:Namespace", "shop", () => object("v1", "Namespace", "shop", {}));
        assert.match(await change([], [settings]), /namespaces "shop" not found/);
        assert.equal(await change([], [namespace, settings]), "");
    });

    it("refuses an object under a name that another resource has, whatever becomes of that one (case 123)", async () => {
        const named = (name: string) =>
            declare("kubernetes:core/v1:Service", name, () => object("v1", "Service", "ui", { spec: {} }));
        assert.match(await change([named("one")], [named("two")]), /"default\/ui" already exists\nIt belongs to one/);
    });

    for (const [kind, before, after, path] of [
        ["storage.k8s.io/v1:StorageClass", { reclaimPolicy: "Delete" }, { reclaimPolicy: "Retain" }, "reclaimPolicy"],
        ["storage.k8s.io/v1:StorageClass", {}, { volumeBindingMode: "WaitForFirstConsumer" }, "volumeBindingMode"],
        ["scheduling.k8s.io/v1:PriorityClass", { value: 1 }, { value: 2 }, "value"],
        ["node.k8s.io/v1:RuntimeClass", { handler: "a" }, { handler: "b" }, "handler"],
        [
            "core/v1:PersistentVolumeClaim",
            { spec: { resources: { requests: { storage: "2Gi" } } } },
            { spec: { resources: { requests: { storage: "1Gi" } } } },
            "spec.resources.requests.storage",
        ],
    ] as const) {
        const [group = "", name = ""] = kind.split(":");
        it(`refuses to change ${path} of a ${name}, as the API server does`, async () => {
            const declared = (rest: PropertyMap) => [
                declare(`kubernetes:${kind}`, "it", () => object(group.replace("core/", ""), name, "it", { ...rest })),
            ];
            assert.ok((await change(declared(before), declared(after))).includes(`${path}: Forbidden`));
            assert.equal(await change(declared(after), declared(after)), "");
        });
    }

    for (const [path, before, after] of [
        ["spec.storageClassName", { storageClassName: "standard" }, { storageClassName: "fast" }],
        [
            "spec.resources.requests.storage",
            { resources: { requests: { storage: "2Gi" } } },
            { resources: { requests: { storage: "1Gi" } } },
        ],
    ] as const) {
        it(`refuses to change ${path} of a stateful service's claim (case 120)`, async () => {
            const claim = (spec: PropertyMap) => [
                declare("kubernetes:core/v1:PersistentVolumeClaimPatch", "it", () =>
                    object("v1", "PersistentVolumeClaim", "it", { spec }),
                ),
            ];
            assert.ok((await change(claim({ ...before }), claim({ ...after }))).includes(`${path}: Forbidden`));
        });
    }

    it("lets a claim grow", async () => {
        const claim = (storage: string) => [
            declare("kubernetes:core/v1:PersistentVolumeClaim", "it", () =>
                object("v1", "PersistentVolumeClaim", "it", { spec: { resources: { requests: { storage } } } }),
            ),
        ];
        assert.equal(await change(claim("1Gi"), claim("1500Mi")), "");
    });
});
