/** Plain data with named fields. */
export type DataObject = Readonly<Record<string, unknown>>;

/** True for an object that is no list. */
export function isObject(value: unknown): value is DataObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same data with every text in it replaced; keys stay as they are. */
export function mapTexts(value: unknown, replace: (text: string) => unknown): unknown {
    if (typeof value === "string") {
        return replace(value);
    }
    if (Array.isArray(value)) {
        return value.map((item) => mapTexts(item, replace));
    }
    return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapTexts(child, replace)]))
        : value;
}
