import assert from "node:assert/strict";
import { isServedBy } from "../../../cli/engine/change/packages";

const A = { version: "1.0.0", integrity: "sha512-a" };
const B = { version: "2.0.0", integrity: "sha512-b" };

describe("The packages of a base", () => {
    it("are those of this clone where it has the same, and more that the base does not know", () => {
        assert.equal(
            isServedBy({ "": {}, "node_modules/a": A }, { "": {}, "node_modules/a": A, "node_modules/b": B }),
            true,
        );
    });

    it("are its own where one is missing here, or is another", () => {
        assert.equal(isServedBy({ "node_modules/a": A }, {}), false);
        assert.equal(isServedBy({ "node_modules/a": A }, { "node_modules/a": { ...A, version: "1.0.1" } }), false);
        assert.equal(isServedBy({ "node_modules/a": A }, { "node_modules/a": { ...A, integrity: "sha512-x" } }), false);
    });

    it("are its own where one that it needs would find another within itself", () => {
        const here = { "node_modules/a": A, "node_modules/a/node_modules/b": B };
        assert.equal(isServedBy({ "node_modules/a": A }, here), false);
        assert.equal(isServedBy({ "node_modules/c": B }, { ...here, "node_modules/c": B }), true);
    });

    it("do not include what only its developers need", () => {
        assert.equal(isServedBy({ "node_modules/a": { ...A, dev: true } }, {}), true);
    });
});
