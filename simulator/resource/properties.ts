import { isList, isMap, type PropertyMap, type PropertyValue, Secret } from "../../core/engine/values";

/** The values at a dotted path. A list on the way stands for each of its items; secrets are seen through. */
export function valuesAt(properties: PropertyMap, path: string): PropertyValue[] {
    let values: PropertyValue[] = [properties];
    for (const key of path.split(".")) {
        values = values.flatMap((value) => items(value)).flatMap((value) => (isMap(value) ? [value[key] ?? null] : []));
    }
    return values.flatMap((value) => items(value)).filter((value) => value !== null);
}

/** Whether a value is at the path. */
export function isPresent(properties: PropertyMap, path: string): boolean {
    return valuesAt(properties, path).length > 0;
}

function items(value: PropertyValue): readonly PropertyValue[] {
    const inner = value instanceof Secret ? value.value : value;
    return isList(inner) ? inner : [inner];
}
