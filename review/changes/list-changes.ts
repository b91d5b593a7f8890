import { isDeepStrictEqual } from "node:util";
import { AWS_SETS } from "../../core/facts/aws/sets";
import { KUBERNETES_SETS, LIST_KEYS } from "../../core/facts/kubernetes/list-keys";
import { isSecret, isTree, joined } from "./property-tree";

/** What differs at a place, as it is in both, secrets still marked. */
export interface Difference {
    readonly path: string;
    readonly old?: unknown;
    readonly new?: unknown;
}

/** The ways to know the items of a list; none for one that is compared by position, `set` for whole items. */
type Comparison = "set" | readonly (readonly string[])[];

function comparisonOf(type: string, list: string): Comparison | undefined {
    const isKubernetes = type.startsWith("kubernetes:");
    if ((isKubernetes ? KUBERNETES_SETS : AWS_SETS).has(list)) {
        return "set";
    }
    return isKubernetes ? LIST_KEYS.get(list) : undefined;
}

/** How many parts of a path lead to the outermost list that has items with an identity; undefined where none does. */
export function lengthToList(type: string, parts: readonly string[]): number | undefined {
    const at = parts.findIndex(
        (part, index) => index > 0 && /^\d+$/.test(part) && comparisonOf(type, parts[index - 1] ?? "") !== undefined,
    );
    return at < 0 ? undefined : at;
}

/**
 * What differs between two lists as Kubernetes or AWS compares them: an item that comes first moves no other. Where the order alone
 * differs that is what is told.
 *
 * @param name of the field that holds the list
 * @returns `undefined` where items have nothing to be known by
 */
export function listDifferences(
    type: string,
    name: string,
    path: string,
    [old, now]: readonly [readonly unknown[], readonly unknown[]],
): readonly Difference[] | undefined {
    const comparison = comparisonOf(type, name);
    if (comparison === undefined) {
        return undefined;
    }
    if (comparison === "set") {
        const without = (items: readonly unknown[], others: readonly unknown[]) =>
            items.filter((item) => !others.some((other) => isDeepStrictEqual(item, other)));
        const [removed, added] = [without(old, now), without(now, old)];
        if (removed.length + added.length === 0) {
            return [{ path, old, new: now }];
        }
        return [{ path, ...(removed.length > 0 && { old: removed }), ...(added.length > 0 && { new: added }) }];
    }
    const keys = comparison.find(([first = ""]) =>
        [...old, ...now].every((item) => isTree(item) && Object.hasOwn(item, first)),
    );
    const [before, after] = [old, now].map((items) => keys && byKey(items, keys));
    if (before === undefined || after === undefined) {
        return undefined;
    }
    const names = [...new Set([...before.keys(), ...after.keys()])];
    const found = names.flatMap((key) =>
        valueDifferences(type, key, joined(path, key, false), before.get(key), after.get(key)),
    );
    const [oldOrder, newOrder] = [[...before.keys()], [...after.keys()]];
    return found.length > 0 || isDeepStrictEqual(oldOrder, newOrder) ? found : [{ path, old: oldOrder, new: newOrder }];
}

/** The items by what they are known by; undefined where two are known by the same. */
function byKey(items: readonly unknown[], keys: readonly string[]): ReadonlyMap<string, unknown> | undefined {
    const map = new Map(items.map((item) => [nameOf(item, keys), item] as const));
    return map.size === items.length ? map : undefined;
}

function nameOf(item: unknown, keys: readonly string[]): string {
    return keys.flatMap((key) => Object(item)[key] ?? []).join("/");
}

function valueDifferences(type: string, name: string, path: string, old: unknown, now: unknown): readonly Difference[] {
    // The engine shows no secret, so that nobody can tell whether one differs.
    if (isDeepStrictEqual(old, now)) {
        return [];
    }
    if (isSecret(old) || isSecret(now) || !isTree(old) || !isTree(now)) {
        return [{ path, ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) }];
    }
    const lists = Array.isArray(old) && Array.isArray(now) ? ([old, now] as const) : undefined;
    const known = lists && listDifferences(type, name, path, lists);
    if (known !== undefined) {
        return known;
    }
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) =>
        valueDifferences(
            type,
            key,
            joined(path, key, lists !== undefined),
            Reflect.get(old, key),
            Reflect.get(now, key),
        ),
    );
}
