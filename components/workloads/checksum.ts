import { createHash } from "node:crypto";
import { isObject } from "../../core/data";

/** SHA-256 of a value, the same for equal values whatever the order of their keys. */
export function checksum(value: unknown): string {
    return createHash("sha256").update(canonical(value)).digest("hex");
}

function canonical(value: unknown): string {
    return JSON.stringify(value, (_key, part: unknown) =>
        isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
    );
}
