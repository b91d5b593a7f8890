import assert from "node:assert/strict";
import { Message } from "google-protobuf";
import { type JavaScriptValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";

const DATA: Record<string, JavaScriptValue> = {
    spec: { template: { spec: { containers: [{ name: "web", env: [{ name: "A", value: "1" }] }], on: true, n: 1.5 } } },
    none: null,
};

describe("Messages of the engine", () => {
    it("carry properties in properties there and back", () => {
        const bytes = Struct.fromJavaScript(DATA).serializeBinary();
        assert.deepEqual(Struct.deserializeBinary(bytes).toJavaScript(), DATA);
        assert.deepEqual(Struct.deserializeBinary(bytes).serializeBinary(), bytes);
    });

    it("are put into each other without a walk through what they hold", () => {
        let walks = 0;
        const inner = new Struct();
        const map = inner.getFieldsMap();
        const toArray = map.toArray.bind(map);
        // The walk asks each map for its array, by whichever of its names.
        for (const name of namesOf(map, map.toArray)) {
            Object.assign(map, { [name]: () => ++walks && toArray() });
        }
        const value = new Value();
        value.setStructValue(inner);
        assert.equal(walks, 0);
        value.toArray();
        assert.notEqual(walks, 0);
    });

    it("take what is added to a message after it was put into another", () => {
        const inner = new Struct();
        const outer = new Struct();
        const value = new Value();
        value.setStructValue(inner);
        outer.getFieldsMap().set("inner", value);
        inner.getFieldsMap().set("late", Value.fromJavaScript("text"));
        assert.deepEqual(outer.toJavaScript(), { inner: { late: "text" } });
        assert.deepEqual(Struct.deserializeBinary(outer.serializeBinary()).toJavaScript(), { inner: { late: "text" } });
    });

    it("are copied, compared and listed as deep as they are", () => {
        const one = Struct.fromJavaScript(DATA);
        const other = Struct.deserializeBinary(one.serializeBinary());
        assert(Message.equals(one, other));
        assert.deepEqual(one.toArray(), other.toArray());
        assert.match(JSON.stringify(one.toArray()), /containers.*web/);
        const copy = one.cloneMessage();
        assert.deepEqual(copy.toJavaScript(), DATA);
        copy.getFieldsMap().clear();
        assert.deepEqual(one.toJavaScript(), DATA);
    });
});

/** The names under which an object's prototype has a function. */
function namesOf(object: object, wanted: unknown): readonly string[] {
    const prototype: object = Object.getPrototypeOf(object);
    return Object.getOwnPropertyNames(prototype).filter((name) => Reflect.get(prototype, name) === wanted);
}
