import type { PropertyDifference } from "../protocol/provider";
import { isList, isMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../protocol/values";

/**
 * The differences between two sets of inputs, at the deepest path where they differ. Secrets are compared by value;
 * absent, undefined and null are one and the same; keys that start with `__` are bookkeeping.
 * @param immutable paths (a prefix counts) whose change calls for a new resource
 */
export function differences(olds: PropertyMap, news: PropertyMap, immutable: readonly string[]): PropertyDifference[] {
    const found: PropertyDifference[] = [];
    compareMaps(olds, news, "", (path, kind) => {
        found.push({ path, kind, replace: immutable.some((prefix) => covers(prefix, path)) });
    });
    return found;
}

type Report = (path: string, kind: PropertyDifference["kind"]) => void;

function compareMaps(olds: PropertyMap, news: PropertyMap, path: string, report: Report): void {
    for (const key of Object.keys(news)) {
        if (!key.startsWith("__")) compare(olds[key], news[key], member(path, key), report);
    }
    for (const key of Object.keys(olds)) {
        if (!key.startsWith("__") && !(key in news)) compare(olds[key], undefined, member(path, key), report);
    }
}

function compare(old: PropertyValue | undefined, now: PropertyValue | undefined, path: string, report: Report): void {
    if (old === now) return;
    const before = old instanceof Secret ? old.value : (old ?? null);
    const after = now instanceof Secret ? now.value : (now ?? null);
    if (before === after) return;
    if (before === null) report(path, "add");
    else if (after === null) report(path, "delete");
    else if (isMap(before) && isMap(after)) compareMaps(before, after, path, report);
    else if (isList(before) && isList(after)) compareLists(before, after, path, report);
    else if (before instanceof Secret || after instanceof Secret) compare(before, after, path, report);
    else if (!(before instanceof Unknown && after instanceof Unknown)) report(path, "update");
}

function compareLists(
    olds: readonly PropertyValue[],
    news: readonly PropertyValue[],
    path: string,
    report: Report,
): void {
    const length = Math.max(olds.length, news.length);
    for (let index = 0; index < length; index += 1) compare(olds[index], news[index], `${path}[${index}]`, report);
}

/** A property path as the engine writes it: `tags["kubernetes.io/role/elb"]`, `metadata.name`. */
function member(path: string, key: string): string {
    if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
    return path === "" ? key : `${path}.${key}`;
}

function covers(prefix: string, path: string): boolean {
    if (!path.startsWith(prefix)) return prefix.startsWith(path) && /[.[]/.test(prefix.charAt(path.length));
    return path.length === prefix.length || /[.[]/.test(path.charAt(prefix.length));
}
