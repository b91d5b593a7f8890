import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { isList, isMap, type PropertyMap, type PropertyValue, Secret, UNKNOWN, Unknown } from "./values";

// The engine marks special values with a signature; see sdk/go/common/resource/sig/sig.go in pulumi/pulumi.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

// An unknown value is a string; which of them says the type it will have (see unknown* in sdk/go/common/resource/plugin/rpc.go).
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_STRINGS: ReadonlySet<string> = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    UNKNOWN_STRING,
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Reads the properties of a request. Assets, archives and resource references stay as the engine wrote them. */
export function decodeProperties(struct: Struct | undefined): PropertyMap {
    // Not by assignments: one to __proto__ would set the prototype.
    return Object.fromEntries(
        [...(struct?.getFieldsMap().entries() ?? [])].map(([key, value]) => [key, decodeValue(value)]),
    );
}

function decodeValue(value: Value): PropertyValue {
    switch (value.getKindCase()) {
        case Value.KindCase.STRING_VALUE: {
            const text = value.getStringValue();
            return UNKNOWN_STRINGS.has(text) ? UNKNOWN : text;
        }
        case Value.KindCase.NUMBER_VALUE:
            return value.getNumberValue();
        case Value.KindCase.BOOL_VALUE:
            return value.getBoolValue();
        case Value.KindCase.LIST_VALUE:
            return (value.getListValue()?.getValuesList() ?? []).map(decodeValue);
        case Value.KindCase.STRUCT_VALUE:
            return decodeSpecial(decodeProperties(value.getStructValue()));
        default:
            return null;
    }
}

function decodeSpecial(properties: PropertyMap): PropertyValue {
    switch (properties[SIGNATURE]) {
        case undefined:
            return properties;
        case SECRET:
            return new Secret(properties.value ?? null);
        case OUTPUT_VALUE: {
            // An output value without a value is unknown; its dependencies are the engine's business.
            const value = properties.value === undefined ? UNKNOWN : properties.value;
            return properties.secret === true ? new Secret(value) : value;
        }
        default:
            return properties;
    }
}

/** Writes the properties of an answer. */
export function encodeProperties(properties: PropertyMap): Struct {
    const struct = new Struct();
    const fields = struct.getFieldsMap();
    for (const key in properties) {
        const value = properties[key];
        if (value !== undefined) fields.set(key, encodeValue(value));
    }
    return struct;
}

function encodeValue(value: PropertyValue): Value {
    const encoded = new Value();
    if (value === null) encoded.setNullValue(NullValue.NULL_VALUE);
    else if (typeof value === "string") encoded.setStringValue(value);
    else if (typeof value === "number") encoded.setNumberValue(value);
    else if (typeof value === "boolean") encoded.setBoolValue(value);
    else if (value instanceof Unknown) encoded.setStringValue(UNKNOWN_STRING);
    else if (value instanceof Secret) {
        encoded.setStructValue(encodeProperties({ [SIGNATURE]: SECRET, value: value.value }));
    } else if (isList(value)) {
        const list = new ListValue();
        list.setValuesList(value.map(encodeValue));
        encoded.setListValue(list);
    } else if (isMap(value)) encoded.setStructValue(encodeProperties(value));
    return encoded;
}
