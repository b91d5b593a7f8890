import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { differences, graphFile, graphOf, type Node, STACKS } from "../graphs/graph";

describe("The graph of a shipped stack", () => {
    for (const stack of STACKS) {
        it(`is, for ${stack}, the one that was recorded (node bin/run.mjs tests/graphs/record.ts renews it)`, async () => {
            const recorded: readonly Node[] = JSON.parse(readFileSync(graphFile(stack), "utf8"));
            const now: readonly Node[] = JSON.parse(JSON.stringify(await graphOf(stack)));
            assert.deepEqual(differences(recorded, now), []);
        }).timeout(60_000);
    }

    it("shows what came, what went, and what changed where", () => {
        const node = (urn: string, inputs: unknown): Node => ({ urn, inputs, options: {} });
        assert.deepEqual(
            differences([node("a", { n: [1, 2] }), node("b", {})], [node("a", { n: [1, 3] }), node("c", {})]),
            ["~ a: inputs.n.1: 2 => 3", "- b", "+ c"],
        );
    });
});
