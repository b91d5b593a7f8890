import assert from "node:assert/strict";
import {
    containsSecret,
    containsUnknown,
    isMap,
    listAt,
    mapAt,
    reveal,
    Secret,
    stringAt,
    UNKNOWN,
} from "../../../../core/engine/values";

describe("property values", () => {
    const nested = { list: [{ deep: new Secret({ word: "hush" }) }], unknown: UNKNOWN };

    it("are revealed at every depth", () => {
        assert.deepEqual(reveal(nested), { list: [{ deep: { word: "hush" } }], unknown: UNKNOWN });
    });

    it("are searched for secrets and unknown values at every depth", () => {
        assert.equal(containsSecret(nested), true);
        assert.equal(containsSecret({ plain: ["a"] }), false);
        assert.equal(containsUnknown({ secret: new Secret([UNKNOWN]) }), true);
        assert.equal(containsUnknown({ plain: ["a"] }), false);
    });

    it("are maps only without a wrapper", () => {
        assert.equal(isMap({}), true);
        for (const other of [[], null, new Secret({}), UNKNOWN, "text", undefined]) {
            assert.equal(isMap(other), false);
        }
    });

    it("are read by type through secrets, and empty where they are of another type", () => {
        const properties = { name: new Secret("x"), tags: new Secret({ a: "b" }), ids: new Secret(["1"]), size: 1 };
        assert.equal(stringAt(properties, "name"), "x");
        assert.equal(stringAt(properties, "size"), undefined);
        assert.deepEqual(mapAt(properties, "tags"), { a: "b" });
        assert.deepEqual(mapAt(properties, "size"), {});
        assert.deepEqual(listAt(properties, "ids"), ["1"]);
        assert.deepEqual(listAt(properties, "missing"), []);
    });
});
