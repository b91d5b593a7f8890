import assert from "node:assert/strict";
import { Identity } from "../../../core/identity";

describe("an identity", () => {
    it("draws values of the asked shape, each label its own", () => {
        const identity = new Identity("source");
        assert.match(identity.uuid("a"), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        assert.match(identity.timestamp("a"), /^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        assert.equal(identity.hex("a", 33).length, 33);
        assert.equal(identity.bytes("a", 100).length, 100);
        assert.notEqual(identity.hex("a", 8), identity.hex("b", 8));
    });
});
