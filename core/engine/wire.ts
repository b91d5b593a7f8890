import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { OUTPUT_SIGNATURE, SECRET_SIGNATURE, SIGNATURE, UNKNOWN_STRING, UNKNOWN_STRINGS } from "./signatures";
import { isList, isMap, type PropertyMap, type PropertyValue, Secret, UNKNOWN, Unknown } from "./values";

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
        case SECRET_SIGNATURE:
            return new Secret(properties.value ?? null);
        case OUTPUT_SIGNATURE: {
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
        if (value !== undefined) {
            fields.set(key, encodeValue(value));
        }
    }
    return struct;
}

function encodeValue(value: PropertyValue): Value {
    const encoded = new Value();
    if (value === null) {
        encoded.setNullValue(NullValue.NULL_VALUE);
    } else if (typeof value === "string") {
        encoded.setStringValue(value);
    } else if (typeof value === "number") {
        encoded.setNumberValue(value);
    } else if (typeof value === "boolean") {
        encoded.setBoolValue(value);
    } else if (value instanceof Unknown) {
        encoded.setStringValue(UNKNOWN_STRING);
    } else if (value instanceof Secret) {
        encoded.setStructValue(encodeProperties({ [SIGNATURE]: SECRET_SIGNATURE, value: value.value }));
    } else if (isList(value)) {
        const list = new ListValue();
        list.setValuesList(value.map(encodeValue));
        encoded.setListValue(list);
    } else if (isMap(value)) {
        encoded.setStructValue(encodeProperties(value));
    }
    return encoded;
}
