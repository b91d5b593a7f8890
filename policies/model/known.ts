import type { Value } from "./value";

/**
 * The text of a value; undefined where it is none or not known. For what is learned and named without a verdict: what is unknown here is
 * not written down as undetermined.
 */
export function textOf(value: Value): string | undefined {
    return value.isUnknown ? undefined : value.text;
}

/** The texts of a map, those that are unknown left out. */
export function knownTexts(map: Value): readonly string[] {
    return map.isUnknown ? [] : map.entries.flatMap(([, value]) => (value.isUnknown ? [] : value.texts));
}

/** Whether anything in a value is unknown, at any depth. */
export function holdsUnknown(value: Value): boolean {
    return value.isUnknown || value.items.some(holdsUnknown) || value.entries.some(([, child]) => holdsUnknown(child));
}
