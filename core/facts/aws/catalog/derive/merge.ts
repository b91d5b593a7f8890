import { isObject } from "../../../../data";
import type { CatalogType, Shape, Shapes } from "../shape";
import { constraintsOf } from "./constraints";
import type { Declared } from "./declarations";
import { type Described, isCloudFormation, itemOf, type ModelNode, type Models } from "./models";
import { type Prefixes, pair, pairOf } from "./names";

/** A resource type with its objects, as far as they are described so far. */
export interface Merged {
    readonly type: CatalogType;
    /** Properties of the objects that the inputs refer to, by name. */
    readonly objects: ReadonlyMap<string, Shapes>;
}

/** Puts what AWS's models say to what the SDK declares. */
export function merge(token: string, declared: Declared, roots: readonly Described[], models: Models): Merged {
    const objects = new Map<string, Shapes>();
    const prefixes = prefixesOf(token, roots);
    const createOnly = new Set<string>();
    /** Objects that contain themselves are described where they stand first. */
    const inside = new Set<string>();

    const describe = (owner: string, shapes: Shapes, parts: readonly Described[], path: string): Shapes => {
        const pairs = parts.map((part) => ({ part, names: pair(owner, shapes, part.node, prefixes) }));
        return Object.fromEntries(
            Object.entries(shapes).map(([name, shape]) => {
                const found = pairs.flatMap(({ part, names }) => {
                    const node = names.get(name);
                    return node ? [{ source: part.source, node }] : [];
                });
                const here = path === "" ? name : `${path}.${name}`;
                // The provider changes tags by calls of their own, whatever CloudFormation can do.
                const isFixed = name !== "tags" && found.some(({ source, node }) => isCreateOnly(models, source, node));
                if (isFixed) {
                    createOnly.add(here);
                }
                return [name, constrain(shape, found, here)];
            }),
        );
    };

    const constrain = (shape: Shape, found: readonly Described[], path: string): Shape => {
        if (shape.object !== undefined) {
            const items = found.map(({ source, node }) => ({ source, node: itemOf(node) ?? node }));
            if (inside.has(shape.object)) {
                return shape;
            }
            inside.add(shape.object);
            const nested = describe(shape.object, declared.objects[shape.object] ?? {}, items, path);
            inside.delete(shape.object);
            const before = objects.get(shape.object);
            objects.set(shape.object, before ? agreed(before, nested) : nested);
            return shape;
        }
        const own = { ...shape, ...constraintsOf(shape.kind, found, models.formats) };
        if (shape.kind === "string" && found.some(({ node }) => node.kind === "json")) {
            return { ...own, kind: "json" };
        }
        if (shape.kind === "list" && shape.of) {
            const items = found.map(({ source, node }) => ({ source, node: node.items ?? node }));
            return { ...own, of: constrain(shape.of, items, `${path}.*`) };
        }
        if (shape.kind !== "map" || !shape.of) {
            return own;
        }
        const maps = found.map(({ source, node }) => ({ source, entry: pairOf(node) ?? node }));
        const keys = constraintsOf(
            "string",
            maps.flatMap(({ source, entry }) => partOf(source, entry.keys)),
            models.formats,
        );
        const of = constrain(
            shape.of,
            maps.flatMap(({ source, entry }) => partOf(source, entry.items)),
            path,
        );
        return { ...own, of, ...(Object.keys(keys).length > 0 && { keys }) };
    };

    const inputs = describe(token, declared.inputs, roots, "");
    const replaces = [...new Set([...declared.documentedReplaces, ...createOnly])].sort();
    const used = [...new Set(roots.map(({ source }) => source))];
    return { type: { models: used, inputs, outputs: declared.outputs, replaces: outermost(replaces) }, objects };
}

function partOf(source: string, node: ModelNode | undefined): readonly Described[] {
    return node ? [{ source, node }] : [];
}

/** What two places of an object have in common: an object has the constraints that hold wherever it stands. */
export function agreed(one: Shapes, other: Shapes): Shapes {
    return Object.fromEntries(
        Object.entries(one).map(([name, shape]) => {
            const twin = other[name];
            return [name, twin ? (common(shape, twin) as Shape) : shape];
        }),
    );
}

function common(one: object, other: object): object {
    const twins = new Map<string, unknown>(Object.entries(other));
    return Object.fromEntries(
        Object.entries(one).flatMap(([key, value]) => {
            const twin = twins.get(key);
            if (JSON.stringify(value) === JSON.stringify(twin)) {
                return [[key, value]];
            }
            return isObject(value) && isObject(twin) ? [[key, common(value, twin)]] : [];
        }),
    );
}

/** The words that models put before the names of a type's properties. */
function prefixesOf(token: string, roots: readonly Described[]): Prefixes {
    const [, module = "", className = ""] = token.split(":");
    const service = module.split("/")[0] ?? "";
    const ofSources = roots.map(({ source }) =>
        (source.split(/::|\./).pop() ?? "").replace(/^(Create|Put|Set|Modify|Update)/, ""),
    );
    return [className, service + className, ...ofSources].map((word) => word.toLowerCase().replace(/s$/, ""));
}

function isCreateOnly(models: Models, source: string, node: ModelNode): boolean {
    const root = models.sources[source];
    return isCloudFormation({ source, node }) && (root?.createOnly ?? []).some((path) => isAt(root, path, node));
}

/** Whether a node stands at a path of another, in which `*` stands for the items of a list. */
function isAt(root: ModelNode | undefined, path: string, node: ModelNode): boolean {
    let here = root;
    for (const part of path.split(".")) {
        here = part === "*" ? itemOf(here) : itemOf(here)?.properties?.[part];
    }
    return here === node;
}

/** Paths without those that are below another one. */
function outermost(paths: readonly string[]): readonly string[] {
    return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
}
