/** A property value as a provider sees it: plain JavaScript, with wrappers only for what plain JavaScript cannot say. */
export type PropertyValue =
    | null
    | boolean
    | number
    | string
    | Secret
    | Unknown
    | readonly PropertyValue[]
    | PropertyMap;

/** The properties of a resource or a call. A key whose value is `undefined` is absent. */
export type PropertyMap = { [key: string]: PropertyValue | undefined };

/** A value that the engine encrypts in state and hides in output. Providers carry it from inputs into outputs. */
export class Secret {
    constructor(/** The value in plain text; it may hold further secrets. */ readonly value: PropertyValue) {}
}

/** A value that is not known until another resource has been created. Seen only in previews. */
export class Unknown {
    /** Tells the type apart from every other one, which a class without members would not. */
    readonly kind = "unknown";
}

/** The one {@link Unknown}. */
export const UNKNOWN = new Unknown();

/** Whether the value is an object with properties: not a list, not a wrapper, not null. */
export function isMap(value: PropertyValue | undefined): value is PropertyMap {
    return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        !(value instanceof Secret) &&
        !(value instanceof Unknown)
    );
}

/** Whether the value is a list. `Array.isArray` alone does not narrow a readonly list. */
export function isList(value: PropertyValue | undefined): value is readonly PropertyValue[] {
    return Array.isArray(value);
}

/** The value without {@link Secret} wrappers, at every depth. Use it to compare or compute, never to answer the engine. */
export function reveal(value: PropertyValue | undefined): PropertyValue | undefined {
    if (value instanceof Secret) {
        return reveal(value.value);
    }
    if (isList(value)) {
        return value.map((item) => reveal(item) ?? null);
    }
    if (isMap(value)) {
        return revealMap(value);
    }
    return value;
}

/** {@link reveal} for a property map. */
export function revealMap(properties: PropertyMap): PropertyMap {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, reveal(value)]));
}

/** Whether a {@link Secret} occurs in the value at any depth. */
export function containsSecret(value: PropertyValue | undefined): boolean {
    if (value instanceof Secret) {
        return true;
    }
    if (isList(value)) {
        return value.some(containsSecret);
    }
    return isMap(value) && Object.values(value).some(containsSecret);
}

/** Whether an {@link Unknown} occurs in the value at any depth. */
export function containsUnknown(value: PropertyValue | undefined): boolean {
    if (value instanceof Unknown) {
        return true;
    }
    if (value instanceof Secret) {
        return containsUnknown(value.value);
    }
    if (isList(value)) {
        return value.some(containsUnknown);
    }
    return isMap(value) && Object.values(value).some(containsUnknown);
}

/** The property as a string, or undefined when it is absent, unknown or of another type. Sees through secrets. */
export function stringAt(properties: PropertyMap, key: string): string | undefined {
    const value = reveal(properties[key]);
    return typeof value === "string" ? value : undefined;
}

/** The property as a map, or an empty one. Sees through a secret wrapper of the map itself, not of its members. */
export function mapAt(properties: PropertyMap, key: string): PropertyMap {
    const value = properties[key];
    const inner = value instanceof Secret ? value.value : value;
    return isMap(inner) ? inner : {};
}

/** The property as a list, or an empty one. Sees through a secret wrapper of the list itself, not of its members. */
export function listAt(properties: PropertyMap, key: string): readonly PropertyValue[] {
    const value = properties[key];
    const inner = value instanceof Secret ? value.value : value;
    return isList(inner) ? inner : [];
}
