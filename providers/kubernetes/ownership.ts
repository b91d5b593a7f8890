import { isJsonObject, type JsonObject, type KubeObject } from "./object";

/**
 * The fields that anybody owns, as one tree in the format of `fieldsV1`. It tells which lists the server merges by key
 * (`k:{"name":"app"}`) and which are sets (`v:"a"`).
 */
export function mergedFields(object: KubeObject): JsonObject {
    const trees = (object.metadata.managedFields ?? []).map((entry) => entry.fieldsV1 ?? {});
    return trees.reduce<JsonObject>(mergeFields, {});
}

/** The key fields of the items of a list (`["name"]`), or undefined when the server does not merge it by key. */
export function listKeys(fields: JsonObject | undefined): readonly string[] | undefined {
    const key = Object.keys(fields ?? {}).find((name) => name.startsWith("k:"));
    if (key === undefined) {
        return undefined;
    }
    const values: unknown = JSON.parse(key.slice(2));
    return isJsonObject(values) ? Object.keys(values) : undefined;
}

/** Whether the server merges the list as a set of plain values. */
export function isSet(fields: JsonObject | undefined): boolean {
    return Object.keys(fields ?? {}).some((name) => name.startsWith("v:"));
}

/** The union of two trees of fields. */
export function mergeFields(one: JsonObject, other: JsonObject): JsonObject {
    const merged = { ...one };
    for (const [key, value] of Object.entries(other)) {
        const existing = merged[key];
        merged[key] = isJsonObject(existing) && isJsonObject(value) ? mergeFields(existing, value) : value;
    }
    return merged;
}
