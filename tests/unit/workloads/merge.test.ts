import assert from "node:assert/strict";
import { mergePatch } from "../../../components/workloads/merge";

describe("a merge patch", () => {
    it("merges objects and replaces everything else", () => {
        assert.deepEqual(mergePatch({ a: { b: 1, c: 2 }, d: [1, 2], e: 1 }, { a: { c: 3 }, d: [4], f: { g: 1 } }), {
            a: { b: 1, c: 3 },
            d: [4],
            e: 1,
            f: { g: 1 },
        });
    });

    it("removes keys with null, at any depth", () => {
        assert.deepEqual(mergePatch({ a: { b: 1, c: 2 }, d: 1 }, { a: { b: null }, d: null, e: null }), {
            a: { c: 2 },
        });
    });

    it("replaces a plain value by an object, without its null keys", () => {
        assert.deepEqual(mergePatch({ a: 1 }, { a: { b: null, c: 1 } }), { a: { c: 1 } });
    });

    it("leaves its target alone", () => {
        const target = { a: { b: 1 } };
        mergePatch(target, { a: { b: 2 } });
        assert.deepEqual(target, { a: { b: 1 } });
    });
});
