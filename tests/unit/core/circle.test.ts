import assert from "node:assert/strict";
import { findCircle } from "../../../core/circle";

function circleIn(edges: Readonly<Record<string, readonly string[]>>): readonly string[] | undefined {
    const ways = new Map(Object.entries(edges));
    return findCircle(ways.keys(), (node) => ways.get(node) ?? []);
}

describe("A circle", () => {
    it("is told by its nodes alone, without the way that leads to it", () => {
        assert.deepEqual(circleIn({ a: ["b"], b: ["c"], c: ["d"], d: ["b"] }), ["b", "c", "d"]);
        assert.deepEqual(circleIn({ a: [], b: ["a", "b"] }), ["b"]);
    });

    it("is none where two ways lead to one node", () => {
        assert.equal(circleIn({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] }), undefined);
    });

    it("is found exactly where nodes cannot be put in an order, in every graph of three", () => {
        const nodes = ["a", "b", "c"];
        const ways = nodes.flatMap((from) => nodes.map((to) => [from, to] as const));
        const orders = nodes.flatMap((one) =>
            nodes.flatMap((two) =>
                nodes.filter((three) => new Set([one, two, three]).size === 3).map((three) => [one, two, three]),
            ),
        );
        for (let bits = 0; bits < 2 ** ways.length; bits += 1) {
            const own = ways.filter((_, index) => bits & (1 << index));
            const edges = Object.fromEntries(
                nodes.map((node) => [node, own.filter(([from]) => from === node).map(([, to]) => to)]),
            );
            const hasOrder = orders.some((order) => own.every(([from, to]) => order.indexOf(from) < order.indexOf(to)));
            assert.equal(circleIn(edges) === undefined, hasOrder, JSON.stringify(edges));
        }
    });
});
