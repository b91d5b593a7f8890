import assert from "node:assert/strict";
import { parseQuantity } from "../../../policies/model/quantity";

describe("A quantity", () => {
    for (const [text, amount] of [
        ["500m", 0.5],
        ["0.5", 0.5],
        [".5", 0.5],
        ["1e3", 1000],
        ["1E3", 1000],
        ["1E", 1e18],
        ["1Gi", 2 ** 30],
        ["1G", 1e9],
        ["100k", 1e5],
        ["-1", -1],
        [2, 2],
    ] as const) {
        it(`is read from ${JSON.stringify(text)}`, () => {
            assert.equal(parseQuantity(text), amount);
        });
    }

    for (const text of ["", "a lot", "1 Gi", "1gi", "1K", "1.2.3", "0x10", null, true, Number.NaN]) {
        it(`is not read from ${JSON.stringify(text)}`, () => {
            assert.equal(parseQuantity(text), undefined);
        });
    }
});
