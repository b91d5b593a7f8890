import assert from "node:assert/strict";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type PropertyMap, type PropertyValue, Secret, UNKNOWN } from "../../../../core/engine/values";
import { decodeProperties, encodeProperties } from "../../../../core/engine/wire";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

const decode = (value: Record<string, unknown>) =>
    decodeProperties(Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]));
const roundTrip = (properties: PropertyMap) =>
    decodeProperties(Struct.deserializeBinary(encodeProperties(properties).serializeBinary()));

describe("the wire form of property values", () => {
    it("gives back any plain value, secret or unknown", () => {
        const { value } = fc.letrec<{ value: PropertyValue; map: PropertyMap }>((tie) => ({
            // The protobuf library keeps a map's entries in a plain object, which has no key of this name.
            map: fc.dictionary(
                fc.string().filter((key) => key !== "__proto__"),
                tie("value"),
                { maxKeys: 4, noNullPrototype: true },
            ),
            value: fc.oneof(
                { maxDepth: 4 },
                fc.constant(null),
                fc.boolean(),
                fc.double({ noNaN: true, noDefaultInfinity: true }),
                fc.string(),
                fc.constant(UNKNOWN),
                tie("value").map((inner) => new Secret(inner)),
                fc.array(tie("value"), { maxLength: 4 }),
                tie("map"),
            ),
        }));
        fc.assert(
            fc.property(value, (any) => {
                assert.deepEqual(roundTrip({ any }), { any });
            }),
        );
    });

    it("leaves out what is undefined", () => {
        assert.deepEqual(roundTrip({ kept: null, gone: undefined }), { kept: null });
    });

    it("reads the engine's marks for secrets and unknown values, also of other types than text", () => {
        assert.deepEqual(
            decode({
                password: { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: "hush" },
                id: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
                enabled: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            }),
            { password: new Secret("hush"), id: UNKNOWN, enabled: UNKNOWN },
        );
    });

    it("reads output values: known, secret, and without a value", () => {
        const output = (fields: object) => ({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...fields });
        assert.deepEqual(
            decode({
                known: output({ value: 1, dependencies: ["urn"] }),
                secret: output({ value: "hush", secret: true }),
                unknown: output({}),
                secretUnknown: output({ secret: true }),
            }),
            { known: 1, secret: new Secret("hush"), unknown: UNKNOWN, secretUnknown: new Secret(UNKNOWN) },
        );
    });

    it("passes assets and resource references through as they are", () => {
        const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "hello" };
        assert.deepEqual(roundTrip({ asset }), { asset });
    });
});
