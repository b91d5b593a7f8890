import type { Shape, Shapes } from "../shape";
import exceptions from "./exceptions.json";
import { itemOf, type ModelNode, nodeAt } from "./models";

/** Words of a resource type that its model puts before the names of properties: `RoleName` for `name`. */
export type Prefixes = readonly string[];

/**
 * The model's node for each property of the SDK. Names are compared without case; where that finds none, without the plural, without
 * the endings that one of the two leaves out, and without the resource's own name in front. Each node serves one property, the one with
 * the closest name, and only where the kinds agree.
 *
 * @param owner resource type or object of the SDK, for the exceptions
 */
export function pair(
    owner: string,
    shapes: Shapes,
    model: ModelNode,
    prefixes: Prefixes,
): ReadonlyMap<string, ModelNode> {
    const candidates = Object.entries(itemOf(model)?.properties ?? {});
    const found = new Map<string, ModelNode>();
    const taken = new Set<string>();
    const named = exceptionsOf(owner);
    for (const [name, paths] of named) {
        const [node] = paths.flatMap((path) => nodeAt(model, path) ?? []);
        if (!node) {
            continue;
        }
        found.set(name, node);
        for (const [key, candidate] of candidates) {
            if (candidate === node) {
                taken.add(key);
            }
        }
    }
    for (const forms of [exact, singular, bare, (name: string) => withoutPrefix(bare(name), prefixes)]) {
        for (const [name, shape] of Object.entries(shapes)) {
            if (found.has(name) || named.has(name)) {
                continue;
            }
            const [key, node] =
                candidates.find(
                    ([candidate, node]) =>
                        !taken.has(candidate) && forms(candidate) === forms(name) && agree(shape, node),
                ) ?? [];
            if (key === undefined || !node) {
                continue;
            }
            found.set(name, node);
            taken.add(key);
        }
    }
    return found;
}

/** Paths of the model, first come first served, for properties whose names have nothing in common with those there. */
function exceptionsOf(owner: string): ReadonlyMap<string, readonly string[]> {
    const found = Object.entries<Readonly<Record<string, readonly string[]>>>(exceptions).find(
        ([name]) => name === owner,
    );
    return new Map(Object.entries(found?.[1] ?? {}));
}

function exact(name: string): string {
    return name.toLowerCase();
}

function singular(name: string): string {
    return exact(name).replace(/ies$/, "y").replace(/s$/, "");
}

/** Without what one of the two leaves out: `nodeRole` and `nodeRoleArn`, `subnets` and `subnetIds`. */
function bare(name: string): string {
    return singular(singular(name).replace(/(arn|id)$/, "")).replace(/configuration$/, "config");
}

function withoutPrefix(name: string, prefixes: Prefixes): string {
    const prefix = prefixes.find((word) => name.startsWith(word) && name !== word);
    return prefix === undefined ? name : name.slice(prefix.length);
}

/** Kinds of the models that are text in the SDK. */
const TEXT: readonly (string | undefined)[] = ["string", "json", "blob", "timestamp", undefined];

/** Whether a value of the SDK's kind can be what the model describes. A list of one object and the object are the same. */
function agree(shape: Shape, node: ModelNode): boolean {
    const item = itemOf(node);
    switch (shape.kind) {
        case "string":
        case "json":
            return node.properties === undefined && TEXT.includes(node.kind);
        case "number":
            return node.kind === "number" || node.kind === "integer";
        case "boolean":
            return node.kind === "boolean";
        case "list":
            if (shape.of?.kind === "object") {
                return item?.properties !== undefined;
            }
            return shape.of !== undefined && node.items !== undefined && agree(shape.of, node.items);
        case "object":
            return item?.properties !== undefined;
        case "map":
            return node.kind === "map" || pairOf(node) !== undefined || node.kind === "json";
        default:
            return false;
    }
}

/** Key and value of a list that stands for a map, as tags do. */
export function pairOf(node: ModelNode): { readonly keys: ModelNode; readonly items: ModelNode } | undefined {
    const properties = itemOf(node)?.properties ?? {};
    const part = (...names: string[]) =>
        Object.entries(properties).find(([key]) => names.some((name) => exact(key).endsWith(name)))?.[1];
    const [keys, items] = [part("key", "name"), part("value")];
    return node.kind !== "object" && Object.keys(properties).length === 2 && keys && items
        ? { keys, items }
        : undefined;
}
