import type { PropertyDifference } from "../../protocol/provider";
import { isList, isMap, type PropertyMap, type PropertyValue, reveal, Unknown } from "../../protocol/values";
import { type FieldPath, isImmutable } from "../immutable-fields";

/**
 * The differences between two sets of inputs, leaf by leaf. An absent value and null are the same.
 *
 * @param immutable patterns of fields whose change replaces the resource.
 */
export function differences(
    before: PropertyMap,
    after: PropertyMap,
    immutable: readonly string[],
): readonly PropertyDifference[] {
    const found: PropertyDifference[] = [];
    const add = (path: FieldPath, kind: PropertyDifference["kind"]) => {
        found.push({ path: formatPath(path), kind, replace: isImmutable(path, immutable) });
    };
    compare([], reveal(before), reveal(after), add);
    return found;
}

/** A path as the engine writes it: `spec.containers[0]`, `metadata.labels["app.kubernetes.io/name"]`. */
export function formatPath(path: FieldPath): string {
    return path.reduce<string>((text, part) => {
        if (typeof part === "number") return `${text}[${part}]`;
        if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `${text}["${part.replaceAll('"', '\\"')}"]`;
        return text === "" ? part : `${text}.${part}`;
    }, "");
}

/** Whether the path is one of `ignored` or below one. */
export function isIgnored(path: string, ignored: readonly string[]): boolean {
    return ignored.some((prefix) => path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`));
}

function compare(
    path: FieldPath,
    before: PropertyValue | undefined,
    after: PropertyValue | undefined,
    add: (path: FieldPath, kind: PropertyDifference["kind"]) => void,
): void {
    if (isList(before) && isList(after)) {
        for (let index = 0; index < Math.max(before.length, after.length); index++) {
            compare([...path, index], before[index], after[index], add);
        }
        return;
    }
    if ((isMap(before) && (isMap(after) || isAbsent(after))) || (isAbsent(before) && isMap(after))) {
        const [old, now] = [before ?? {}, after ?? {}] as [PropertyMap, PropertyMap];
        const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
        if (keys.length === 0 && isAbsent(before) !== isAbsent(after)) add(path, isAbsent(before) ? "add" : "delete");
        for (const key of keys) compare([...path, key], old[key], now[key], add);
        return;
    }
    if (isAbsent(before) && isAbsent(after)) return;
    if (isAbsent(before)) add(path, "add");
    else if (isAbsent(after)) add(path, "delete");
    else if (before !== after || after instanceof Unknown) add(path, "update");
}

function isAbsent(value: PropertyValue | undefined): value is undefined | null {
    return value === undefined || value === null;
}
