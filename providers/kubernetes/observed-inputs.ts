import type { FieldPath } from "../../core/engine/field-path";
import { isJsonObject, type Json, type JsonObject, type KubeObject, type ObjectMeta } from "./object";
import { isSet, listKeys, mergedFields } from "./ownership";
import { holdsQuantity, sameQuantity } from "./quantity";

/**
 * What became of the inputs on the cluster: the live values of exactly the fields that the inputs set. Fields that the
 * server, a controller or another manager added are left out; a value that only looks different (`1000m` and `1`, an
 * empty list that the server dropped) is given back as the inputs have it. So a difference is drift.
 */
export function observedInputs(live: KubeObject, inputs: KubeObject): KubeObject {
    const observed: JsonObject = {};
    const fields = mergedFields(live);
    for (const [key, value] of Object.entries(inputs)) {
        const current = observe(
            live[key as keyof KubeObject] as Json | undefined,
            value as Json,
            fieldOf(fields, key),
            [key],
        );
        if (current !== undefined) {
            observed[key] = current;
        }
    }
    return observed as unknown as KubeObject;
}

/** Annotations that controllers and clients write, not programs. */
const FOREIGN_ANNOTATIONS = ["deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"];

/** The inputs that would have made the live object, for an import: all of it but what the server writes. */
export function importedInputs(live: KubeObject): KubeObject {
    const { status: _status, ...object } = live;
    const { name, namespace, labels, annotations } = live.metadata;
    const kept = Object.entries(annotations ?? {}).filter(([key]) => !FOREIGN_ANNOTATIONS.includes(key));
    const metadata: ObjectMeta = {};
    if (name !== undefined) {
        metadata.name = name;
    }
    if (namespace !== undefined) {
        metadata.namespace = namespace;
    }
    if (labels !== undefined) {
        metadata.labels = labels;
    }
    if (kept.length > 0) {
        metadata.annotations = Object.fromEntries(kept);
    }
    return { ...object, metadata };
}

function observe(
    live: Json | undefined,
    input: Json,
    fields: JsonObject | undefined,
    path: FieldPath,
): Json | undefined {
    if (live === undefined || live === null) {
        return isEmpty(input) ? input : undefined;
    }
    if (Array.isArray(input) && Array.isArray(live)) {
        return observeList(live, input, fields, path);
    }
    if (isJsonObject(input) && isJsonObject(live)) {
        return observeMap(live, input, fields, path);
    }
    if (holdsQuantity(path) && sameQuantity(live, input)) {
        return input;
    }
    return live;
}

function observeMap(live: JsonObject, input: JsonObject, fields: JsonObject | undefined, path: FieldPath): JsonObject {
    const observed: JsonObject = {};
    for (const [key, value] of Object.entries(input)) {
        const current = observe(live[key], value, fieldOf(fields, key), [...path, key]);
        if (current !== undefined) {
            observed[key] = current;
        }
    }
    return observed;
}

function observeList(live: Json[], input: Json[], fields: JsonObject | undefined, path: FieldPath): Json[] {
    const keys = listKeys(fields);
    if (keys) {
        return input.flatMap((item, index) => {
            const match = live.find((candidate) => sameKeys(candidate, item, keys));
            const current = observe(match, item, itemFields(fields, match, keys), [...path, index]);
            return current === undefined ? [] : [current];
        });
    }
    if (isSet(fields)) {
        return input.filter((item) => live.includes(item));
    }
    if (live.length !== input.length) {
        return live;
    }
    return live.map((item, index) => observe(item, input[index] ?? null, undefined, [...path, index]) ?? item);
}

/** The inputs may leave out a key that the server defaults, for example the protocol of a port. */
function sameKeys(live: Json, input: Json, keys: readonly string[]): boolean {
    if (!isJsonObject(live) || !isJsonObject(input)) {
        return false;
    }
    return keys.every((key) => input[key] === undefined || input[key] === live[key]);
}

function itemFields(
    fields: JsonObject | undefined,
    item: Json | undefined,
    keys: readonly string[],
): JsonObject | undefined {
    if (!isJsonObject(item)) {
        return undefined;
    }
    const wanted = Object.keys(fields ?? {}).find((name) => {
        if (!name.startsWith("k:")) {
            return false;
        }
        const values: JsonObject = JSON.parse(name.slice(2));
        return keys.every((key) => values[key] === item[key]);
    });
    const found = wanted === undefined ? undefined : fields?.[wanted];
    return isJsonObject(found) ? found : undefined;
}

function fieldOf(fields: JsonObject | undefined, key: string): JsonObject | undefined {
    const found = fields?.[`f:${key}`];
    return isJsonObject(found) ? found : undefined;
}

/** The server does not keep values that say what their absence says. */
function isEmpty(value: Json): boolean {
    if (Array.isArray(value)) {
        return value.length === 0;
    }
    if (isJsonObject(value)) {
        return Object.values(value).every(isEmpty);
    }
    return value === "" || value === 0 || value === false;
}
