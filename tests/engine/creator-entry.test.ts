import assert from "node:assert/strict";
import { mapAt } from "../../core/engine/values";
import { ChangeWorld, type Config } from "./change-world";

const CREATOR = "arn:aws:iam::123456789012:role/ci/platform-deployer";

/** A small cluster that lets its creator, as the simulator knows it, in by an entry of the stack's own. */
function stackWith(policy: string): Config {
    return {
        region: "eu-west-1",
        cluster: {
            ...{ kind: "eks", name: "c1", endpoint: { publicCidrs: ["203.0.113.0/24"] } },
            access: { creator: { principalArn: CREATOR, policy } },
        },
        nodeGroups: { a: { instanceTypes: ["m7g.large"], max: 3 } },
        ...{ calico: { enabled: false }, ingress: { enabled: false }, admission: { enabled: false } },
    };
}

describe("A cluster whose creator has an access entry of the stack's", function () {
    this.timeout(180_000);

    it("gets none from EKS where the stack's makes it an administrator, and no second update changes that", async () => {
        const world = new ChangeWorld("c1", stackWith("cluster-admin"));
        try {
            const made = await world.up();
            assert.deepEqual(made.errors, []);
            const cluster = [...made.states.values()].find((state) => state.new?.type === "aws:eks/cluster:Cluster");
            const { bootstrapClusterCreatorAdminPermissions } = mapAt(Object(cluster?.new?.outputs), "accessConfig");
            assert.equal(bootstrapClusterCreatorAdminPermissions, false);
            const types = made.steps.filter(({ op }) => op === "create").map(({ type }) => type);
            const granted = types.indexOf("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
            assert.ok(granted >= 0);
            assert.ok(types.findIndex((type) => type.startsWith("kubernetes:")) > granted, "objects wait for it");
            const { preview, update } = await world.change(stackWith("cluster-admin"));
            assert.deepEqual([preview.errors, update.errors], [[], []]);
            assert.deepEqual(Object.keys(preview.changes), ["same"]);
        } finally {
            world.close();
        }
    });

    it("is refused as by EKS where the stack's lets it do less, with what to do", async () => {
        const world = new ChangeWorld("c1", stackWith("view"));
        try {
            const { errors } = await world.up();
            assert.match(
                errors.join("\n"),
                /access entry resource is already in use on this cluster[\s\S]*Next step: leave the creator out/,
            );
        } finally {
            world.close();
        }
    });
});
