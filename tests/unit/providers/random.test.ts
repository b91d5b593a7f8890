import assert from "node:assert/strict";
import fc from "fast-check";
import { type PropertyMap, Secret, UNKNOWN } from "../../../core/engine/values";
import { RandomProvider } from "../../../providers/random/provider";

const PASSWORD = "random:index/randomPassword:RandomPassword";

function create(seed: string | undefined, type: string, inputs: PropertyMap, preview = false, urn = "urn:a") {
    return new RandomProvider(seed).create({ urn, type, name: "a", inputs, preview, timeoutSeconds: 0 });
}

function text(value: unknown): string {
    assert.ok(value instanceof Secret);
    return String(value.value);
}

describe("the random provider", () => {
    it("follows the seed: the same in preview and update, another for another resource or other inputs", () => {
        const value = (...args: Parameters<typeof create>) => text(create(...args).outputs.result);
        const first = value("seed", PASSWORD, { length: 20 });
        assert.equal(value("seed", PASSWORD, { length: 20 }, true), first);
        assert.notEqual(value("seed", PASSWORD, { length: 20 }, false, "urn:b"), first);
        assert.notEqual(value("seed", PASSWORD, { length: 20, keepers: { turn: 2 } }), first);
        assert.notEqual(value("other", PASSWORD, { length: 20 }), first);
    });

    it("never repeats without a seed, and cannot say in a preview what it will draw", () => {
        const [one, two] = [1, 2].map(() => text(create(undefined, PASSWORD, { length: 20 }).outputs.result));
        assert.notEqual(one, two);
        const preview = create(undefined, PASSWORD, { length: 20 }, true);
        assert.equal(preview.outputs.result, UNKNOWN);
        assert.equal(preview.outputs.length, 20);
    });

    it("honours length, classes and minima", () => {
        const flags = fc.record({
            length: fc.integer({ min: 12, max: 60 }),
            special: fc.boolean(),
            upper: fc.boolean(),
            numeric: fc.boolean(),
            minLower: fc.integer({ min: 0, max: 3 }),
            minNumeric: fc.integer({ min: 0, max: 3 }),
            overrideSpecial: fc.constantFrom("_%@", "#"),
        });
        fc.assert(
            fc.property(flags, fc.string(), (inputs, seed) => {
                const password = text(create(seed, PASSWORD, inputs).outputs.result);
                assert.equal(password.length, inputs.length);
                assert.match(password, /^[a-zA-Z0-9_%@#]*$/);
                if (!inputs.special) {
                    assert.doesNotMatch(password, /[_%@#]/);
                }
                if (!inputs.upper) {
                    assert.doesNotMatch(password, /[A-Z]/);
                }
                if (!inputs.numeric && inputs.minNumeric === 0) {
                    assert.doesNotMatch(password, /\d/);
                }
                assert.ok(password.replace(/[^a-z]/g, "").length >= inputs.minLower);
                assert.ok(password.replace(/\D/g, "").length >= inputs.minNumeric);
            }),
        );
    });

    it("writes one draw of bytes in every form of RandomId", () => {
        const { id, outputs } = create("seed", "random:index/randomId:RandomId", { byteLength: 8, prefix: "p-" });
        const bytes = Buffer.from(id, "base64url");
        assert.equal(bytes.length, 8);
        assert.equal(outputs.hex, `p-${bytes.toString("hex")}`);
        assert.equal(outputs.dec, `p-${BigInt(`0x${bytes.toString("hex")}`)}`);
    });

    it("asks for another draw when anything is asked for otherwise", () => {
        const request = { urn: "urn:a", type: PASSWORD, name: "a", id: "none", oldOutputs: {}, ignoreChanges: [] };
        const { differences } = new RandomProvider("seed").diff({
            ...request,
            oldInputs: { length: 20 },
            news: { length: 24 },
        });
        assert.deepEqual(differences, [{ path: "length", kind: "update", replace: true }]);
    });

    it("refuses types that it does not know", () => {
        assert.throws(() => create("seed", "random:index/randomPet:RandomPet", {}), /randomPet.*providers\/random\//);
    });
});
