import type { Reader } from "protobufjs/minimal";
import { type Fields, readField } from "./message";

type Struct = Record<string, unknown>;

/**
 * Reads a field of type `google.protobuf.Struct` into plain data.
 *
 * @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/struct.proto
 */
export function readStruct(reader: Reader): Struct {
    return readField(reader, {}, STRUCT);
}

const STRUCT: Fields<Struct> = {
    1: (struct, reader) => {
        const { key, value } = readField(reader, { key: "", value: null }, ENTRY);
        if (key === "__proto__") {
            // An assignment would set the object's prototype.
            Object.defineProperty(struct, key, { value, enumerable: true, configurable: true, writable: true });
        } else {
            struct[key] = value;
        }
    },
};

const ENTRY: Fields<{ key: string; value: unknown }> = {
    1: (entry, reader) => {
        entry.key = reader.string();
    },
    2: (entry, reader) => {
        entry.value = readValue(reader);
    },
};

const VALUE: Fields<{ value: unknown }> = {
    2: (one, reader) => {
        one.value = reader.double();
    },
    3: (one, reader) => {
        one.value = reader.string();
    },
    4: (one, reader) => {
        one.value = reader.bool();
    },
    5: (one, reader) => {
        one.value = readStruct(reader);
    },
    6: (one, reader) => {
        one.value = readField(reader, [], LIST);
    },
};

const LIST: Fields<unknown[]> = {
    1: (list, reader) => {
        list.push(readValue(reader));
    },
};

/** A value of none of the types that are read is null. */
function readValue(reader: Reader): unknown {
    return readField(reader, { value: null }, VALUE).value;
}
