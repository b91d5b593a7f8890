/** Plain data with named fields. */
export type DataObject = Readonly<Record<string, unknown>>;

/** True for an object that is no list. */
export function isObject(value: unknown): value is DataObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
