import type { Reader } from "protobufjs/minimal";

/** How the fields of a message are read, by their numbers. */
export type Fields<Target> = Readonly<Record<number, (target: Target, reader: Reader) => void>>;

/**
 * Reads a message straight into plain data; fields that are not named are skipped.
 *
 * A stack of some hundred workloads comes three times in full, and generated messages cost several times as much as the rules.
 *
 * @param end where the message ends in the reader
 */
export function readMessage<Target>(reader: Reader, end: number, target: Target, fields: Fields<Target>): Target {
    while (reader.pos < end) {
        const tag = reader.uint32();
        const read = fields[tag >>> 3];
        if (read === undefined) {
            reader.skipType(tag & 7);
        } else {
            read(target, reader);
        }
    }
    return target;
}

/** Reads a message that is a field of another one. */
export function readField<Target>(reader: Reader, target: Target, fields: Fields<Target>): Target {
    const length = reader.uint32();
    return readMessage(reader, reader.pos + length, target, fields);
}
