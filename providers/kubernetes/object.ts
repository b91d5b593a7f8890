/** A JSON value as the Kubernetes API speaks it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object as the Kubernetes API speaks it. */
export type JsonObject = { [key: string]: Json };

/** @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export interface ManagedFields {
    readonly manager?: string;
    /** `Apply` or `Update`: a server-side apply, or any other write. */
    readonly operation?: string;
    /** For example `status`; absent for the object itself. */
    readonly subresource?: string;
    /** The fields as a tree, in the format of server-side apply. */
    readonly fieldsV1?: JsonObject;
}

/** The object that made another one; the one with `controller` keeps it as it is. */
export interface OwnerReference {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
    readonly controller?: boolean;
}

/** What every object says of itself. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export interface ObjectMeta {
    name?: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    /** Counts the changes of the spec. */
    generation?: number;
    creationTimestamp?: string;
    /** Set while the object is being deleted. */
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: OwnerReference[];
    managedFields?: ManagedFields[];
}

/** Any Kubernetes object: what is common to all kinds is typed, the rest is JSON. */
export interface KubeObject {
    apiVersion: string;
    kind: string;
    metadata: ObjectMeta;
    spec?: JsonObject;
    status?: JsonObject;
    /** Of Secrets and ConfigMaps alone. */
    immutable?: boolean;
}

/** What names an object. */
export interface ObjectReference {
    readonly apiVersion: string;
    readonly kind: string;
    /** Undefined outside of namespaces. */
    readonly namespace: string | undefined;
    readonly name: string;
}

/** True for an object that is no list. */
export function isJsonObject(value: unknown): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The API group of an apiVersion: empty for the core group. */
export function groupOf(apiVersion: string): string {
    return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}

/** For messages: `Deployment shop/ui`. */
export function describe(object: KubeObject | ObjectReference): string {
    const { name, namespace } = "metadata" in object ? object.metadata : object;
    return `${object.kind} ${namespace ? `${namespace}/` : ""}${name ?? "(unnamed)"}`;
}

/** The value of an annotation; undefined where the object does not have it. */
export function annotation(object: KubeObject, name: string): string | undefined {
    return object.metadata.annotations?.[name];
}
