import { SecretText } from "../schema/secret-text";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Lays a patch over an object: objects are merged key by key, `null` removes a key, everything else replaces.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7396 JSON Merge Patch
 */
export function mergePatch(target: Fields, patch: Fields): Record<string, unknown> {
    const merged: Record<string, unknown> = { ...target };
    for (const [key, value] of Object.entries(patch)) {
        if (value === null) {
            delete merged[key];
        } else {
            merged[key] = isFields(value) ? mergePatch(fieldsOf(merged[key]), value) : value;
        }
    }
    return merged;
}

function fieldsOf(value: unknown): Fields {
    return isFields(value) ? value : {};
}

/** Whether a value has keys of its own: not a list, not null, not a secret. */
export function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof SecretText);
}
