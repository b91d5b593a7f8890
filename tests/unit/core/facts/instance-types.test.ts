import assert from "node:assert/strict";
import { instanceTypes } from "../../../../core/facts/aws/instance-types";
import { servedRegions } from "../../../../core/facts/aws/regions";

describe("The table of instance types", () => {
    it("has the architecture that AWS writes into a type's name: a g after the generation stands for Graviton", () => {
        for (const [name, { architecture }] of instanceTypes()) {
            if (architecture === "mac") {
                continue;
            }
            const graviton = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)[.-]/.test(name);
            assert.equal(architecture === "arm64", graviton, name);
        }
    });

    it("has many types in every region that the platform serves", () => {
        for (const region of servedRegions()) {
            const offered = [...instanceTypes().values()].filter(({ regions }) => regions.has(region));
            assert.ok(offered.length > 100, region);
        }
    });
});
