import { isDeepStrictEqual } from "node:util";
import { type FieldPath, formatPath, isImmutable } from "./field-path";
import type { PropertyDifference } from "./provider";
import { isList, isMap, type PropertyMap, type PropertyValue, reveal, Unknown } from "./values";

/**
 * The differences between two sets of inputs, leaf by leaf in the order of the keys. Secrets are compared by value; absent and null are
 * one and the same; a value that is not known yet is a change; keys that start with `__` are bookkeeping.
 *
 * @param immutable patterns of fields whose change replaces the resource
 * @param sets names of lists whose order means nothing. @default every list has an order
 */
export function differences(
    before: PropertyMap,
    after: PropertyMap,
    immutable: readonly string[],
    sets: ReadonlySet<string> = new Set(),
): readonly PropertyDifference[] {
    const found: PropertyDifference[] = [];
    const report: Report = (path, kind) => {
        found.push({ path: formatPath(path), kind, replace: isImmutable(path, immutable) });
    };
    compare([], reveal(before), reveal(after), { report, isSet: (path) => sets.has(String(path.at(-1))) });
    return found;
}

type Value = PropertyValue | undefined;
type Report = (path: FieldPath, kind: PropertyDifference["kind"]) => void;

interface Comparing {
    readonly report: Report;
    readonly isSet: (path: FieldPath) => boolean;
}

function compare(path: FieldPath, before: Value, after: Value, comparing: Comparing): void {
    const { report, isSet } = comparing;
    if (isList(before) && isList(after) && isSet(path)) {
        compareSets(path, before, after, report);
    } else if (isList(before) && isList(after)) {
        for (let index = 0; index < Math.max(before.length, after.length); index++) {
            compare([...path, index], before[index], after[index], comparing);
        }
    } else if (isMapOrAbsent(before) && isMapOrAbsent(after)) {
        compareMaps(path, before, after, comparing);
    } else if (isAbsent(before)) {
        report(path, "add");
    } else if (isAbsent(after)) {
        report(path, "delete");
    } else if (before !== after || after instanceof Unknown) {
        report(path, "update");
    }
}

/** What is in one list alone, at its place there; what is not known yet is in no list. */
function compareSets(path: FieldPath, before: readonly Value[], after: readonly Value[], report: Report): void {
    const isIn = (items: readonly Value[], item: Value) => items.some((other) => isDeepStrictEqual(other, item));
    before.forEach((item, index) => {
        if (!isIn(after, item)) {
            report([...path, index], "delete");
        }
    });
    after.forEach((item, index) => {
        if (item instanceof Unknown || !isIn(before, item)) {
            report([...path, index], "add");
        }
    });
}

/** A map that comes or goes is told by its leaves, which decide whether that replaces the resource; an empty one by itself. */
function compareMaps(
    path: FieldPath,
    before: Maybe<PropertyMap>,
    after: Maybe<PropertyMap>,
    comparing: Comparing,
): void {
    const [old, now] = [before ?? {}, after ?? {}];
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
    if (keys.length === 0 && isAbsent(before) !== isAbsent(after)) {
        comparing.report(path, isAbsent(before) ? "add" : "delete");
    }
    for (const key of keys) {
        if (!key.startsWith("__")) {
            compare([...path, key], old[key], now[key], comparing);
        }
    }
}

type Maybe<T> = T | null | undefined;

function isAbsent(value: Value): value is undefined | null {
    return value === undefined || value === null;
}

function isMapOrAbsent(value: Value): value is Maybe<PropertyMap> {
    return isAbsent(value) || isMap(value);
}
