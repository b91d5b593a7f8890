import { isJsonObject, type JsonObject, type KubeObject } from "./object";

/** The name under which this provider owns the fields it applies. */
export const fieldManager = "eks-platform";

/** The official provider's field managers begin with this; what they own belongs to a stack as well. */
const officialFieldManager = "pulumi-kubernetes";

/** Set by the official provider where it does not use server-side apply. */
const managedByLabel = "app.kubernetes.io/managed-by";

/** Whether the object was made by a Pulumi program, so that a create that meets it carries on where another stopped. */
export function isManaged(object: KubeObject, manager: string): boolean {
    if (object.metadata.labels?.[managedByLabel] === "pulumi") return true;
    return (object.metadata.managedFields ?? []).some(
        (entry) =>
            entry.operation === "Apply" &&
            (entry.manager === manager || entry.manager?.startsWith(officialFieldManager) === true),
    );
}

/**
 * Whether the cluster itself makes the object, unasked, in every namespace: to declare it is to adopt it.
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
 */
export function isMadeByCluster(object: KubeObject): boolean {
    const { name } = object.metadata;
    return (
        object.apiVersion === "v1" &&
        ((object.kind === "ServiceAccount" && name === "default") ||
            (object.kind === "ConfigMap" && name === "kube-root-ca.crt"))
    );
}

/**
 * The fields that anybody owns, as one tree in the format of `fieldsV1`. It tells which lists the server merges by key
 * (`k:{"name":"app"}`) and which are sets (`v:"a"`).
 */
export function mergedFields(object: KubeObject): JsonObject {
    const trees = (object.metadata.managedFields ?? []).map((entry) => entry.fieldsV1 ?? {});
    return trees.reduce<JsonObject>(merge, {});
}

/** The key fields of the items of a list (`["name"]`), or undefined when the server does not merge it by key. */
export function listKeys(fields: JsonObject | undefined): readonly string[] | undefined {
    const key = Object.keys(fields ?? {}).find((name) => name.startsWith("k:"));
    if (key === undefined) return undefined;
    const values: unknown = JSON.parse(key.slice(2));
    return isJsonObject(values) ? Object.keys(values) : undefined;
}

/** Whether the server merges the list as a set of plain values. */
export function isSet(fields: JsonObject | undefined): boolean {
    return Object.keys(fields ?? {}).some((name) => name.startsWith("v:"));
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
    const merged = { ...one };
    for (const [key, value] of Object.entries(other)) {
        const existing = merged[key];
        merged[key] = isJsonObject(existing) && isJsonObject(value) ? merge(existing, value) : value;
    }
    return merged;
}
