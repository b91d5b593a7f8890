import assert from "node:assert/strict";
import { ChangedStack } from "./stack";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

/** The refusals of a cluster's change, each in its words. */
function refusals(before: object, after: object, nodes = "1.35"): readonly string[] {
    const named = (inputs: object) => ({ name: "c", version: "1.35", ...inputs });
    return new ChangedStack()
        .updated(CLUSTER, "eks", named(before), named(after), "version")
        .kept(NODE_GROUP, "nodes", { clusterName: "c", version: nodes })
        .kept(NODE_GROUP, "others", { clusterName: "d", version: "1.30" })
        .dangers.filter(({ kind }) => kind === "refused")
        .map(({ causes }) => causes.join("\n"));
}

describe("A change of a control plane", () => {
    it("goes up one minor version", () => {
        assert.deepEqual(refusals({}, { version: "1.36" }), []);
        assert.deepEqual(refusals({}, {}), []);
    });

    it("is refused where it goes up two, and says which comes next", () => {
        assert.match(
            refusals({}, { version: "1.37" }).join(),
            /one minor version at a time\.\n.*cluster\.version to 1\.36/,
        );
    });

    it("is refused where it goes down", () => {
        assert.match(refusals({}, { version: "1.34" }).join(), /lowers no version\.\n.*docs\/upgrade\.md/);
    });

    it("is judged by what AWS has, which upgrades clusters by itself", () => {
        const state = { name: "c", version: "1.34" };
        const found = new ChangedStack().kept(CLUSTER, "eks", state, {
            outputs: { ...state, version: "1.35" },
        }).dangers;
        assert.match(found.flatMap(({ causes }) => causes).join(), /1\.35 becomes 1\.34/);
    });

    it("waits for nodes that have not come along the last time", () => {
        assert.match(refusals({}, { version: "1.36" }, "1.34").join(), /while nodes run 1\.34/);
    });

    it("never takes back the egress through the VPC, whether the program names another or none", () => {
        const routed = { vpcConfig: { controlPlaneEgressMode: "CUSTOMER_ROUTED" } };
        for (const vpcConfig of [{}, { controlPlaneEgressMode: "AWS_MANAGED" }]) {
            assert.match(refusals(routed, { vpcConfig }).join(), /customer-routed, which EKS does not take back/);
        }
        assert.deepEqual(refusals({ vpcConfig: {} }, routed), []);
        assert.deepEqual(refusals(routed, routed), []);
    });

    it("does not leave out what EKS would keep", () => {
        const set = {
            zonalShiftConfig: { enabled: true },
            kubeApiServerConfig: { eventTtl: "30m", serviceNodePortRange: { minPort: 31_000, maxPort: 32_000 } },
        };
        const left = refusals(set, { kubeApiServerConfig: { eventTtl: "30m" } });
        assert.deepEqual(
            left.map((text) => text.split(" was set")[0]),
            ["cluster.zonalShift", "cluster.controlPlane.nodePorts"],
        );
        assert.deepEqual(refusals(set, { ...set, zonalShiftConfig: { enabled: false } }), []);
    });

    it("cannot make the creator an administrator later, nor take that away, and says how to", () => {
        const component = (before: object, after: object) =>
            new ChangedStack()
                .updated("eks-platform:cluster:Cluster", "c", { cluster: before }, { cluster: after }, "cluster")
                .dangers.filter(({ kind }) => kind === "refused")
                .flatMap(({ causes }) => causes)
                .join("\n");
        assert.match(component({}, { creatorIsAdmin: false }), /never again\.\n.*delete-access-entry/);
        assert.match(
            component({ creatorIsAdmin: false }, { creatorIsAdmin: true }),
            /name the creator in cluster\.access/,
        );
        assert.equal(component({}, { creatorIsAdmin: true }), "");
    });

    it("stays in the zones in which it was made, wherever nodes go", () => {
        const component = (before: object, after: object) =>
            new ChangedStack()
                .updated(
                    "eks-platform:cluster:Cluster",
                    "c",
                    { cluster: { name: "c", ...before } },
                    { cluster: { name: "c", ...after } },
                    "cluster",
                )
                .dangers.filter(({ kind }) => kind === "refused")
                .flatMap(({ causes }) => causes)
                .join("\n");
        const two = { zones: ["eu-west-1a", "eu-west-1b"] };
        const three = { zones: [...two.zones, "eu-west-1c"] };
        assert.match(component(two, three), /eu-west-1c.*\n.*cluster\.zones to \[eu-west-1a, eu-west-1b\]/);
        assert.equal(component(three, two), "");
        assert.equal(component(two, two), "");
        // Another cluster may be anywhere, and of stacks of old revisions the zones are not told.
        assert.equal(component(two, { ...three, name: "d" }), "");
        assert.equal(component({}, three), "");
    });

    it("may take a cluster away with all of that", () => {
        const cluster = { name: "c", version: "1.35", zonalShiftConfig: { enabled: true } };
        const { dangers } = new ChangedStack().deleted(CLUSTER, "eks", cluster);
        assert.ok(dangers.every(({ kind }) => kind !== "refused"));
    });
});
