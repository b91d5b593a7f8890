import assert from "node:assert/strict";
import { parseQuantity } from "../../../../core/facts/kubernetes/quantity";

describe("a quantity", () => {
    const values: [string, number][] = [
        ["250m", 0.25],
        ["2", 2],
        ["0.5", 0.5],
        [".5", 0.5],
        ["+1.", 1],
        ["1k", 1000],
        ["1Ki", 1024],
        ["1.5Gi", 1.5 * 2 ** 30],
        ["1e3", 1000],
        ["1E3", 1000],
        ["1E", 1e18],
        ["2Ei", 2 * 2 ** 60],
        ["-1", -1],
    ];
    for (const [text, value] of values) {
        it(`is ${value} for ${text}`, () => assert.equal(parseQuantity(text), value));
    }

    it("is a plain number as it is", () => assert.equal(parseQuantity(2), 2));

    for (const text of [null, true, Number.NaN, "", "Gi", "1GB", "1 Gi", "1gi", "1.2.3", "1K", "1e", "0x10", "."]) {
        it(`is not ${JSON.stringify(text)}`, () => assert.equal(parseQuantity(text), undefined));
    }
});
