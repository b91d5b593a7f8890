import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { newReading } from "../../../policies/model/reading";
import { SECRET, Value } from "../../../policies/model/value";

function read(data: unknown, patch = false) {
    const reading = newReading(patch);
    return { value: new Value(data, reading), ...reading };
}

describe("A value of a resource", () => {
    it("is known, unknown or absent", () => {
        const { value } = read({ known: false, unknown: UNKNOWN, none: null });
        const states = ["known", "unknown", "none", "missing"].map((name) => {
            const child = value.key(name);
            return [child.present, child.isUnknown, child.absent];
        });
        assert.deepEqual(states, [
            [true, false, false],
            [false, true, false],
            [false, false, true],
            [false, false, true],
        ]);
    });

    it("is outside of what is allowed only where that is certain", () => {
        const { value } = read({ on: true, unknown: UNKNOWN });
        assert.equal(value.key("on").outside(false), true);
        assert.equal(value.key("on").outside(true, false), false);
        assert.equal(value.key("unknown").outside(false), false);
        assert.equal(value.key("missing").outside(false), true);
        assert.equal(value.key("missing").outside(undefined, false), false);
    });

    it("is never absent in a patch, which leaves out what it does not change", () => {
        const { value } = read({}, true);
        assert.equal(value.key("missing").absent, false);
        assert.equal(value.key("missing").outside(true), false);
    });

    it("leaves open what a secret that cannot be read may hold, and is a text for what asks for one", () => {
        const { value, unknowns } = read({ spec: SECRET, list: [SECRET], user: SECRET });
        assert.equal(value.at("spec.securityContext.privileged").outside(undefined, false), false);
        assert.deepEqual(value.key("spec").items, []);
        assert.equal(value.key("user").number, undefined);
        assert.equal(value.at("list").isIncomplete, true);
        assert.deepEqual([...unknowns].sort(), ["list", "spec", "user"]);
        unknowns.clear();
        assert.equal(value.key("user").text, SECRET);
        assert.deepEqual(value.key("list").texts, [SECRET]);
        assert.deepEqual([...unknowns], []);
    });

    it("is named in a message without being read", () => {
        const { value, unknowns } = read({ unknown: UNKNOWN });
        assert.equal(`${value.key("unknown")} ${value.key("missing")}`, "unknown not set");
        assert.deepEqual([...unknowns], []);
    });

    it("writes down each unknown that is read, by the path at which the knowledge ends", () => {
        const { value, unknowns } = read({ spec: UNKNOWN, list: [{ a: 1 }, UNKNOWN] });
        assert.equal(value.at("spec.template.spec").present, false);
        assert.deepEqual(
            value.key("list").items.map((item) => item.key("a").number),
            [1, undefined],
        );
        assert.deepEqual([...unknowns], ["spec", "list[1]"]);
    });

    it("does not write down an unknown that is only named", () => {
        const { value, unknowns, asked } = read({ name: UNKNOWN });
        assert.equal(value.key("name").unread, undefined);
        assert.equal(value.key("name").isStated, true);
        assert.deepEqual([...unknowns, ...asked], []);
    });

    it("writes down apart who has asked whether a value is unknown, and of what may be in an unknown whether it is there", () => {
        const { value, unknowns, asked } = read({ name: UNKNOWN, spec: UNKNOWN, kind: "Pod" });
        assert.equal(value.key("kind").isUnknown, false);
        assert.equal(value.key("name").isUnknown, true);
        assert.equal(value.at("spec.selector").isStated, true);
        assert.deepEqual([[...unknowns], [...asked]], [[], ["name", "spec"]]);
    });

    it("reads all that is in a list or map where that is read as a whole", () => {
        const { value, unknowns } = read({ probe: { port: UNKNOWN, headers: [{ value: UNKNOWN }] } });
        assert.equal(value.key("probe").present, true);
        assert.deepEqual([...unknowns], []);
        assert.notEqual(value.key("probe").known, undefined);
        assert.deepEqual([...unknowns], ["probe.port", "probe.headers[0].value"]);
    });

    it("is read as a whole where an alias leads back to what holds it", () => {
        const data: { self?: unknown } = {};
        data.self = data;
        assert.equal(read(data).value.known, data);
    });

    it("knows every sentinel of the engine, whatever the type of the value", () => {
        for (const sentinel of ["1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"]) {
            assert.equal(read(sentinel).value.isUnknown, true);
        }
        assert.equal(read("1c4a061d-8072-4f0a-a4cb-0ff528b18fe8").value.isUnknown, false);
    });

    it("writes paths as people do", () => {
        const { value } = read({ metadata: { annotations: { "a.b/c": 1 } }, list: [[1]] });
        assert.equal(value.at("metadata.annotations").key("a.b/c").path, 'metadata.annotations["a.b/c"]');
        assert.equal(value.key("list").items[0]?.items[0]?.path, "list[0][0]");
    });

    it("reads what is mistyped as nothing, and never as something inherited", () => {
        const { value } = read({ text: 1, list: "a", map: [1] });
        assert.equal(value.key("text").text, undefined);
        assert.deepEqual(value.key("list").items, []);
        assert.deepEqual(value.key("map").entries, []);
        assert.equal(value.key("constructor").absent, true);
        assert.equal(value.at("text.toString").absent, true);
    });

    it("knows that a text is in a list although another element is unknown", () => {
        const { value, unknowns } = read(["ALL", UNKNOWN]);
        assert.equal(value.includes("ALL"), true);
        assert.deepEqual([...unknowns], []);
        assert.equal(value.includes("NET_RAW"), false);
        assert.equal(value.isIncomplete, true);
    });

    it("reads a document in a text", () => {
        const { value } = read({ policy: '{"Statement":[{"Effect":"Allow"}]}', broken: "{" });
        assert.equal(value.key("policy").parsed().key("Statement").items[0]?.key("Effect").text, "Allow");
        assert.equal(value.key("broken").parsed().key("Statement").present, false);
    });

    it("shows itself in short", () => {
        const { value } = read({ text: "a", long: "x".repeat(500), list: [1, 2], map: {}, unknown: UNKNOWN });
        const shown = ["text", "list", "map", "missing", "unknown"].map((name) => String(value.key(name)));
        assert.deepEqual(shown, ['"a"', "a list of 2", "an object", "not set", "unknown"]);
        assert(String(value.key("long")).length < 130);
    });
});
