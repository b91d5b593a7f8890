import assert from "node:assert/strict";
import type { OperationResult } from "../../cli/engine/operation";
import { refreshScaledGroups } from "../../cli/engine/scaled-groups";
import { nameOf } from "../../core/engine/urn";
import { mapAt } from "../../core/engine/values";
import { valuesAt } from "../../simulator/resource/properties";
import { BARE, Life, type Settings } from "./whole-life";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const NODE_CLASS = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/** A small cluster without what these tests do not need. */
const SMALL: Settings = {
    ...BARE,
    nodeGroups: { system: { instanceTypes: ["m7g.large"], max: 3 } },
    addons: { "metrics-server": { enabled: false } },
};

const group = (sizes: Settings): Settings => ({ nodeGroups: { system: { instanceTypes: ["m7g.large"], ...sizes } } });

/** Where in the order of an operation the step of a resource is that ends so. */
function positionOf({ steps }: OperationResult, op: string, ending: string): number {
    const position = steps.findIndex((step) => step.op === op && nameOf(step.urn).endsWith(ending));
    assert.notEqual(position, -1, `no ${op} of ${ending}`);
    return position;
}

describe("a stack that the Cluster Autoscaler scales", function () {
    this.timeout(180_000);
    const stack = new Life();
    after(() => stack.close());

    const scaling = { mode: "cluster-autoscaler" };

    it("comes up with the autoscaler after its nodes, and a second time unchanged", async () => {
        const up = await stack.run("up", { ...SMALL, scaling });
        assert.deepEqual(up.errors, []);
        assert.ok(
            positionOf(up, "create", "cluster-autoscaler-chart-release") > positionOf(up, "create", "system-group"),
        );
        assert.deepEqual((await stack.run("up", { ...SMALL, scaling }, { expectNoChanges: true })).errors, []);
        assert.deepEqual(Object.keys((await stack.run("refresh", { ...SMALL, scaling })).changes), ["same"]);
    });

    it("leaves the number of nodes to it", async () => {
        const preview = await stack.run("preview", { ...SMALL, scaling, ...group({ min: 1, desired: 2, max: 3 }) });
        assert.deepEqual(preview.errors, []);
        assert.deepEqual(
            preview.steps.filter(({ op, type }) => op !== "same" && type === NODE_GROUP),
            [],
        );
    });

    it("keeps the nodes that the autoscaler has added when the bounds change", async () => {
        const wider = { ...SMALL, scaling, ...group({ min: 1, max: 12 }) };
        const preview = await stack.run("preview", wider);
        const [stored = assert.fail("no node group")] = stack.world.list(NODE_GROUP);
        const grown = ({ scalingConfig, ...others }: typeof stored.outputs) => ({
            ...others,
            scalingConfig: { ...mapAt({ scalingConfig }, "scalingConfig"), desiredSize: 3 },
        });
        stack.world.put({ ...stored, inputs: grown(stored.inputs), outputs: grown(stored.outputs) });
        const said: string[] = [];
        assert.ok(await refreshScaledGroups(stack.stack, preview.steps, (text) => said.push(text)));
        assert.match(said.join(), /the bounds of platform-foundation-system-group change/);
        assert.deepEqual((await stack.run("up", wider)).errors, []);
        const [{ inputs } = assert.fail("no node group")] = stack.world.list(NODE_GROUP);
        assert.deepEqual(inputs.scalingConfig, { minSize: 1, desiredSize: 3, maxSize: 12 });
    });

    it("asks for no size where no bounds change", async () => {
        const { steps } = await stack.run("preview", { ...SMALL, scaling, ...group({ min: 1, max: 12, diskGiB: 60 }) });
        assert.ok(steps.some(({ op, type }) => op === "update" && type === NODE_GROUP));
        assert.equal(await refreshScaledGroups(stack.stack, steps, () => assert.fail("asked")), false);
    });

    it("is refused a minimum above the number that it has left", async () => {
        const preview = await stack.run("preview", { ...SMALL, scaling, ...group({ min: 4, max: 12 }) });
        assert.match(preview.errors.join("\n"), /Minimum capacity 4 can't be greater than desired size 3/);
    });

    it("takes the minimum, and another number, once nothing scales it any more", async () => {
        const settings = { ...SMALL, scaling: { mode: "none" }, ...group({ min: 2, max: 2 }) };
        const up = await stack.run("up", settings);
        assert.deepEqual(up.errors, []);
        assert.ok(
            up.steps.some(({ op, urn }) => op === "delete" && nameOf(urn).endsWith("cluster-autoscaler-chart-release")),
        );
        const [{ inputs } = assert.fail("no node group")] = stack.world.list(NODE_GROUP);
        assert.deepEqual(inputs.scalingConfig, { minSize: 2, desiredSize: 2, maxSize: 2 });
    });

    it("goes without leaving anything", async () => {
        assert.deepEqual((await stack.run("up", { ...SMALL, scaling })).errors, []);
        const destroy = await stack.run("destroy", { ...SMALL, scaling });
        assert.deepEqual(destroy.errors, []);
        assert.ok(
            positionOf(destroy, "delete", "cluster-autoscaler-chart-release") <
                positionOf(destroy, "delete", "system-group"),
        );
        assert.deepEqual(stack.world.list(), []);
    });
});

describe("a stack that Karpenter scales", function () {
    this.timeout(180_000);
    const stack = new Life();
    after(() => stack.close());

    const settings = {
        ...SMALL,
        ...group({ min: 2, max: 2 }),
        scaling: {
            mode: "karpenter",
            nodePools: {
                general: { capacity: ["spot", "on-demand"], limits: { cpu: 100 } },
                batch: { limits: { cpu: 32 }, zones: ["eu-west-1b"], taints: [{ key: "batch", effect: "NoSchedule" }] },
            },
        },
    };

    it("comes up: the role and the queue, then the definitions, Karpenter, the classes and the pools", async () => {
        const up = await stack.run("up", settings);
        assert.deepEqual(up.errors, []);
        const order = [
            "launched-interruptions-spot-target",
            "karpenter-crds-release",
            "karpenter-chart-release",
            "node-pools-general-class",
            "node-pools-general-pool",
        ].map((ending) => positionOf(up, "create", ending));
        assert.deepEqual(
            order,
            order.toSorted((a, b) => a - b),
        );
        assert.ok(positionOf(up, "create", "launched-access") < positionOf(up, "create", "node-pools-general-class"));
    });

    it("names subnets, security group, key and profile by what was made, each pool in its zones", () => {
        const classes = stack.world.list(NODE_CLASS);
        const subnets = stack.world.list("aws:ec2/subnet:Subnet");
        const profile = stack.world.list("aws:iam/instanceProfile:InstanceProfile");
        assert.deepEqual(
            profile.map(({ id }) => id),
            [...new Set(classes.map(({ inputs }) => valuesAt(inputs, "spec.instanceProfile")[0]))],
        );
        const zonesOf = (name: string) => {
            const inputs = classes.find(({ id }) => id === name)?.inputs ?? {};
            const ids = valuesAt(inputs, "spec.subnetSelectorTerms.id");
            return subnets.filter(({ id }) => ids.includes(id)).map(({ outputs }) => outputs.availabilityZone);
        };
        assert.deepEqual(zonesOf("general").toSorted(), ["eu-west-1a", "eu-west-1b"]);
        assert.deepEqual(zonesOf("batch"), ["eu-west-1b"]);
    });

    it("stays as it is a second time", async () => {
        assert.deepEqual((await stack.run("up", settings, { expectNoChanges: true })).errors, []);
        assert.deepEqual(Object.keys((await stack.run("refresh", settings)).changes), ["same"]);
    });

    it("changes a pool in place, and takes one away without the other", async () => {
        const { general } = settings.scaling.nodePools;
        const nodePools = { general: { ...general, limits: { cpu: 200 } } };
        const up = await stack.run("up", { ...settings, scaling: { ...settings.scaling, nodePools } });
        assert.deepEqual(up.errors, []);
        const changed = up.steps.filter(({ op, type }) => op !== "same" && type.includes("karpenter"));
        assert.deepEqual(changed.map(({ op, urn }) => `${op} ${nameOf(urn)}`).toSorted(), [
            "delete platform-node-pools-batch-class",
            "delete platform-node-pools-batch-pool",
            "update platform-node-pools-general-pool",
        ]);
    });

    it("moves to the Cluster Autoscaler, and goes from there and back, leaving nothing", async () => {
        const other = { ...settings, scaling: { mode: "cluster-autoscaler" } };
        assert.deepEqual((await stack.run("up", other)).errors, []);
        assert.deepEqual(stack.world.list(NODE_CLASS), []);
        assert.deepEqual(stack.world.list("aws:sqs/queue:Queue"), []);
        assert.deepEqual((await stack.run("up", settings)).errors, []);
    });

    it("is drained before anything goes that its nodes need", async () => {
        const destroy = await stack.run("destroy", settings);
        assert.deepEqual(destroy.errors, []);
        const pool = positionOf(destroy, "delete", "node-pools-general-pool");
        const nodeClass = positionOf(destroy, "delete", "node-pools-general-class");
        const release = positionOf(destroy, "delete", "karpenter-chart-release");
        assert.ok(pool < nodeClass && nodeClass < release);
        for (const needed of [
            "launched-profile",
            "launched-access",
            "launched-role",
            "launched-interruptions-queue",
            "launched-interruptions-spot-target",
            "karpenter-identity-association",
            "karpenter-crds-release",
            "system-group",
        ]) {
            assert.ok(release < positionOf(destroy, "delete", needed), needed);
        }
        assert.deepEqual(stack.world.list(), []);
    });
});

describe("a stack with groups for every purpose", function () {
    this.timeout(180_000);
    const stack = new Life();
    after(() => stack.close());

    const settings = {
        ...SMALL,
        nodeGroups: {
            system: { instanceTypes: ["m7g.large"], min: 2, max: 2, fips: true, warmPool: { min: 1 } },
            spot: {
                instanceTypes: ["m7g.large", "m6g.large"],
                capacity: "spot",
                min: 0,
                max: 4,
                update: { maxUnavailable: 2 },
            },
            gpu: {
                instanceTypes: ["g5.xlarge"],
                operatingSystem: "al2023",
                min: 0,
                max: 1,
                capacityReservation: "cr-0123456789abcdef0",
                taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
                update: { strategy: "minimal" },
                repair: { maxUnhealthyPercentage: 50, maxParallel: 1 },
                warmPool: { state: "hibernated", reuseOnScaleIn: true },
            },
        },
    };

    it("comes up, stays as it is, and goes without leaving anything", async () => {
        assert.deepEqual((await stack.run("up", settings)).errors, []);
        assert.deepEqual((await stack.run("up", settings, { expectNoChanges: true })).errors, []);
        assert.deepEqual(Object.keys((await stack.run("refresh", settings)).changes), ["same"]);
        assert.deepEqual((await stack.run("destroy", settings)).errors, []);
        assert.deepEqual(stack.world.list(), []);
    });
});
