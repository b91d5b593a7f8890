import assert from "node:assert/strict";
import { UNKNOWN_STRING } from "../../../../core/engine/signatures";
import { cataloguedTypes } from "../../../../core/facts/aws/catalog";
import { PRICERS } from "../../../../review/cost/pricers";
import { monthlyOf, priced, resource, stackOf } from "./priced-stack";

describe("What has no price", () => {
    it("knows what to say of every type of AWS that the catalog has", () => {
        assert.deepEqual(
            cataloguedTypes().filter((type) => !PRICERS.has(type)),
            [],
        );
        const known = new Set(cataloguedTypes());
        assert.deepEqual(
            [...PRICERS.keys()].filter((type) => type.startsWith("aws:") && !known.has(type)),
            [],
        );
    });

    it("lists a type that nobody has looked at", () => {
        const cost = priced(stackOf("eu-west-1", resource("aws:qldb/ledger:Ledger", "x", {})));
        assert.match(cost.notPriced.join("\n"), /qldb Ledger: nobody has looked at what its type costs/);
    });

    it("says that a region has no prices, and takes no other's", () => {
        const cost = priced(
            stackOf(
                "ap-southeast-6",
                resource("aws:ec2/natGateway:NatGateway", "nat", {}),
                resource("aws:kms/key:Key", "key", {}),
            ),
        );
        assert.equal(monthlyOf(cost, "nat"), undefined);
        assert.equal(cost.monthly, 1);
        assert.match(cost.notPriced[0] ?? "", /no prices of ap-southeast-6/);
        assert.ok(cost.notPriced.includes("ec2 NatGateway: no price of NAT gateway in ap-southeast-6"));
    });

    it("says that an instance type has no price, and prices what else its group has", () => {
        const group = resource("aws:eks/nodeGroup:NodeGroup", "g", {
            ...{ instanceTypes: ["m99z.large"], scalingConfig: { desiredSize: 2 }, diskSize: 10 },
        });
        const cost = priced(stackOf("eu-west-1", group));
        assert.equal(monthlyOf(cost, "::g", "instances"), undefined);
        assert.equal(monthlyOf(cost, "::g", "volumes"), 1.76);
    });

    it("prices nothing whose size is known after the update only", () => {
        const group = resource("aws:eks/nodeGroup:NodeGroup", "g", {
            ...{ instanceTypes: ["m7g.large"], scalingConfig: { desiredSize: UNKNOWN_STRING } },
        });
        const cost = priced(
            stackOf("eu-west-1", group, resource("aws:ebs/volume:Volume", "v", { size: UNKNOWN_STRING, type: "gp3" })),
        );
        assert.deepEqual(
            cost.items.map(({ basis }) => basis),
            ["unknown", "unknown"],
        );
        assert.equal(cost.monthly, 0);
    });

    it("has no price of Linux for what is none, or is paid for in another way", () => {
        const group = (more: Record<string, unknown>) =>
            resource("aws:eks/nodeGroup:NodeGroup", "g", {
                ...{ instanceTypes: ["m7i.large"], scalingConfig: { desiredSize: 2 } },
                ...more,
            });
        const basis = (more: Record<string, unknown>) =>
            priced(stackOf("us-east-1", group(more))).items.find(({ part }) => part === "instances")?.basis;
        assert.equal(basis({ amiType: "WINDOWS_CORE_2022_x86_64" }), "unknown");
        assert.equal(basis({ capacityType: "CAPACITY_BLOCK" }), "unknown");
        assert.equal(basis({ capacityType: "SPOT" }), "usage");
        assert.equal(basis({}), "live");
    });
});
