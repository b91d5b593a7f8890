import assert from "node:assert/strict";
import { policyConfigFile } from "../../cli/engine/policy-config";
import { BARE, Life } from "./whole-life";

const withNat = (nat: string) => ({ ...BARE, network: { ...Object(BARE.network), nat } });

describe("A regional NAT gateway", function () {
    this.timeout(180_000);

    it("takes the place of a zone's without a replacement, settles under the policies and goes without a trace", async () => {
        const life = new Life();
        try {
            await life.settle(withNat("single"));
            const { errors, changes } = await life.run("up", withNat("regional"));
            assert.deepEqual(errors, []);
            // The gateway comes, the two routes turn (and what is told of the two components), gateway and address of the zone go.
            const { create, update, delete: deleted, replace } = changes;
            assert.deepEqual(
                { create, update, deleted, replace },
                { create: 1, update: 4, deleted: 2, replace: undefined },
            );
            const [gateway, ...others] = life.resources("aws:ec2/natGateway:NatGateway");
            assert.deepEqual(
                [gateway?.availabilityMode, others, life.resources("aws:ec2/eip:Eip")],
                ["regional", [], []],
            );
            await life.settle(withNat("regional"), policyConfigFile("dev"));
            await life.end(withNat("regional"));
        } finally {
            await life.close();
        }
    });
});
