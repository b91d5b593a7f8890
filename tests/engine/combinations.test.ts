import assert from "node:assert/strict";
import { loadConfig } from "../../components/config";
import { liveThrough } from "./combination-life";
import { combinations, stackFeatures } from "./features";
import { pairwise } from "./pairwise";
import { valuesOf } from "./whole-life";

/** One of them is enough here; `npm run test:faults` takes all. */
const SAMPLE = combinations().slice(1, 2);

describe("Combinations of features", function () {
    this.timeout(180_000);

    it("have each way of each feature beside each way of each other one", () => {
        const sizes = Object.values(stackFeatures).map((ways) => Object.keys(ways).length);
        const rows = pairwise(sizes);
        assert.ok(rows.length >= 16 && rows.length < 30, `${rows.length} combinations`);
        for (const [one, size] of sizes.entries()) {
            for (const [other, otherSize] of sizes.entries()) {
                const seen = new Set(rows.map((row) => `${row[one]} ${row[other]}`));
                assert.equal(seen.size, one === other ? size : size * otherSize, `columns ${one} and ${other}`);
            }
        }
    });

    it("are all taken by the loader: what a way of another feature refuses stands with that feature", () => {
        for (const { settings } of combinations()) {
            assert.doesNotThrow(() => loadConfig({ stack: "x", values: valuesOf(settings) }));
        }
    });

    for (const combination of SAMPLE) {
        it(`come up, settle and go without a trace: ${combination.name}`, () => liveThrough(combination));
    }
});
