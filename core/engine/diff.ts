import { type FieldPath, formatPath, isImmutable } from "./field-path";
import type { PropertyDifference } from "./provider";
import { isList, isMap, type PropertyMap, type PropertyValue, reveal, Unknown } from "./values";

/**
 * The differences between two sets of inputs, leaf by leaf in the order of the keys. Secrets are compared by value; absent and null are
 * one and the same; a value that is not known yet is a change; keys that start with `__` are bookkeeping.
 *
 * @param immutable patterns of fields whose change replaces the resource
 */
export function differences(
    before: PropertyMap,
    after: PropertyMap,
    immutable: readonly string[],
): readonly PropertyDifference[] {
    const found: PropertyDifference[] = [];
    compare([], reveal(before), reveal(after), (path, kind) => {
        found.push({ path: formatPath(path), kind, replace: isImmutable(path, immutable) });
    });
    return found;
}

type Value = PropertyValue | undefined;
type Report = (path: FieldPath, kind: PropertyDifference["kind"]) => void;

function compare(path: FieldPath, before: Value, after: Value, report: Report): void {
    if (isList(before) && isList(after)) {
        for (let index = 0; index < Math.max(before.length, after.length); index++) {
            compare([...path, index], before[index], after[index], report);
        }
    } else if (isMapOrAbsent(before) && isMapOrAbsent(after)) {
        compareMaps(path, before, after, report);
    } else if (isAbsent(before)) report(path, "add");
    else if (isAbsent(after)) report(path, "delete");
    else if (before !== after || after instanceof Unknown) report(path, "update");
}

/** A map that comes or goes is told by its leaves, which decide whether that replaces the resource; an empty one by itself. */
function compareMaps(path: FieldPath, before: Maybe<PropertyMap>, after: Maybe<PropertyMap>, report: Report): void {
    const [old, now] = [before ?? {}, after ?? {}];
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
    if (keys.length === 0 && isAbsent(before) !== isAbsent(after)) report(path, isAbsent(before) ? "add" : "delete");
    for (const key of keys) {
        if (!key.startsWith("__")) compare([...path, key], old[key], now[key], report);
    }
}

type Maybe<T> = T | null | undefined;

function isAbsent(value: Value): value is undefined | null {
    return value === undefined || value === null;
}

function isMapOrAbsent(value: Value): value is Maybe<PropertyMap> {
    return isAbsent(value) || isMap(value);
}
