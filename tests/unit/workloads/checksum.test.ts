import assert from "node:assert/strict";
import fc from "fast-check";
import { checksum } from "../../../components/workloads/checksum";

describe("a checksum", () => {
    it("does not depend on the order of keys", () => {
        assert.equal(checksum({ a: 1, b: { c: 2, d: 3 } }), checksum({ b: { d: 3, c: 2 }, a: 1 }));
    });

    it("depends on the order of lists", () => assert.notEqual(checksum([1, 2]), checksum([2, 1])));

    it("differs for any two different sets of files", () => {
        const files = fc.dictionary(fc.string(), fc.string());
        fc.assert(
            fc.property(files, files, (one, other) => {
                const same =
                    JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
                assert.equal(checksum(one) === checksum(other), same);
            }),
        );
    });
});
