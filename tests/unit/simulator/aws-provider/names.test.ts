import assert from "node:assert/strict";
import { World } from "../../../../simulator/world/world";
import { CLUSTER, Harness, LOG_GROUP, ROLE } from "./harness";

describe("the simulated AWS provider", () => {
    it("names what has no name, keeps the name, and takes another for a replacement", () => {
        const harness = new Harness();
        const role = { assumeRolePolicy: "{}" };
        const first = harness.create(ROLE, "node", role);
        assert.match(first.id, /^node-[0-9a-f]{7}$/);
        const again = harness.check(ROLE, "node", role, first.inputs).inputs;
        assert.equal(again.name, first.id);
        const replacement = harness.check(ROLE, "node", role).inputs;
        assert.notEqual(replacement.name, first.id);
        const chosen = harness.check(ROLE, "node", { ...role, name: "mine" }, first.inputs).inputs;
        assert.equal(chosen.name, "mine");
    });

    it("begins the names of key aliases with alias/, as KMS wants them", () => {
        const { id, inputs } = new Harness().create("aws:kms/alias:Alias", "logs", { targetKeyId: "key" });
        assert.match(id, /^alias\/logs-[0-9a-f]{7}$/);
        assert.equal(inputs.name, id);
    });

    it("keeps a generated name that would be another today, and judges a chosen one", () => {
        const olds = { name: "logs-1234567", __defaults: ["name"], targetKeyId: "key" };
        const harness = new Harness();
        const { inputs, failures } = harness.check("aws:kms/alias:Alias", "logs", { targetKeyId: "key" }, olds);
        assert.equal(inputs.name, "logs-1234567");
        assert.deepEqual(failures, []);
        assert.deepEqual(harness.diff("aws:kms/alias:Alias", olds, inputs).differences, []);
        const chosen = harness.check("aws:kms/alias:Alias", "logs", { name: "logs-1234567", targetKeyId: "key" }, olds);
        assert.deepEqual(
            chosen.failures?.map(({ property }) => property),
            ["name"],
        );
    });

    it("names another resource when a chosen name is taken back", () => {
        const harness = new Harness();
        const chosen = harness.create(ROLE, "node", { assumeRolePolicy: "{}", name: "mine" });
        const unnamed = harness.check(ROLE, "node", { assumeRolePolicy: "{}" }, chosen.inputs).inputs;
        assert.notEqual(unnamed.name, "mine");
    });

    it("refuses a name that is taken in the region, and allows it in another", () => {
        const world = new World();
        const harness = new Harness(world);
        harness.create(LOG_GROUP, "one", { name: "/taken" });
        assert.throws(() => harness.create(LOG_GROUP, "two", { name: "/taken" }), /ResourceAlreadyExistsException/);
        new Harness(world, { region: "us-east-1" }).create(LOG_GROUP, "three", { name: "/taken" });
        assert.equal(world.size, 2);
    });

    it("keeps generated values through an update", () => {
        const harness = new Harness();
        const inputs = { roleArn: "arn", name: "plat", version: "1.34", vpcConfig: { subnetIds: ["subnet-1"] } };
        const before = harness.create(CLUSTER, "plat", inputs).outputs;
        const after = harness.update(CLUSTER, "plat", inputs, { ...inputs, version: "1.35" });
        assert.equal(after.version, "1.35");
        const generated = ["endpoint", "identities", "certificateAuthority", "createdAt"] as const;
        for (const key of generated) {
            assert.deepEqual(after[key], before[key]);
        }
    });
});
