import assert from "node:assert/strict";
import { priced, resource, stackOf } from "./priced-stack";

describe("The cost of a change", () => {
    it("shows what a change adds, takes away and leaves, and sums that add up in cents", () => {
        const nat = (name: string) => resource("aws:ec2/natGateway:NatGateway", name, {});
        const nodes = (size: number) =>
            resource("aws:eks/nodeGroup:NodeGroup", "g", {
                instanceTypes: ["m7g.large"],
                scalingConfig: { desiredSize: size },
            });
        const base = stackOf("eu-west-1", nat("a"), nat("b"), nodes(3));
        const cost = priced(stackOf("eu-west-1", nat("b"), nat("c"), nodes(5)), { base });
        const rows = cost.items
            .filter(({ basis }) => basis !== "usage")
            .map(({ urn, part, status, monthly, before }) => [urn.split("::").at(-1), part, status, before, monthly]);
        assert.deepEqual(rows, [
            ["b", undefined, "present", 35.04, 35.04],
            ["c", undefined, "new", undefined, 35.04],
            ["g", "instances", "changed", 199.29, 332.15],
            ["g", "volumes", "changed", 5.28, 8.8],
            ["a", undefined, "gone", 35.04, undefined],
        ]);
        assert.equal(cost.before, 274.65);
        assert.equal(cost.monthly, 411.03);
    });

    it("is the same number however often and in whatever order it is added", () => {
        const keys = Array.from({ length: 300 }, (_, index) =>
            resource("aws:secretsmanager/secret:Secret", `s${index}`, {}),
        );
        assert.equal(priced(stackOf("eu-west-1", ...keys)).monthly, 120);
    });
});
