import type { JsonObject, KubeObject, ObjectReference } from "../object";
import { isJsonObject } from "../object";

/** Whether an object does what it is for: at once, later perhaps, or never without a change. */
export type Readiness =
    | { readonly state: "ready" }
    | { readonly state: "waiting"; readonly message: string }
    | { readonly state: "failed"; readonly message: string };

/** Objects beside the one in question that decide on its readiness. */
export interface RelatedObjects {
    /** Their kind and namespace. */
    readonly collection: Omit<ObjectReference, "name">;
    /** Which of them: `labelSelector`, `fieldSelector`. */
    readonly query: Readonly<Record<string, string>>;
}

/** How readiness is told for one kind. */
export interface ReadinessRule {
    /** Judges the object as it is seen, with what stands beside it. */
    evaluate(object: KubeObject, related: readonly KubeObject[]): Readiness;
    /** @default nothing else matters */
    related?(object: KubeObject): RelatedObjects | undefined;
}

/** There is nothing more to wait for. */
export const ready: Readiness = { state: "ready" };

/** @param message what is waited for */
export function waiting(message: string): Readiness {
    return { state: "waiting", message };
}

/** @param message what went wrong for good */
export function failed(message: string): Readiness {
    return { state: "failed", message };
}

/** @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties */
export interface Condition {
    readonly type: string;
    /** `True`, `False` or `Unknown`. */
    readonly status: string;
    readonly reason: string;
    readonly message: string;
}

/** The condition of a type; undefined where the status does not have it. */
export function condition(object: KubeObject, type: string): Condition | undefined {
    const conditions = object.status?.conditions;
    if (!Array.isArray(conditions)) {
        return undefined;
    }
    const found = conditions.find((entry): entry is JsonObject => isJsonObject(entry) && entry.type === type);
    if (!found) {
        return undefined;
    }
    const text = (value: unknown) => (typeof value === "string" ? value : "");
    return { type, status: text(found.status), reason: text(found.reason), message: text(found.message) };
}

/** The number at a key, or the default that the API gives to its absence. */
export function count(map: JsonObject | undefined, key: string, absent = 0): number {
    const value = map?.[key];
    return typeof value === "number" ? value : absent;
}

/** Whether the controller has yet to see the latest change of the object. */
export function isStale(object: KubeObject): boolean {
    return count(object.status, "observedGeneration") < (object.metadata.generation ?? 0);
}
