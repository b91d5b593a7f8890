import type { CatalogType, Constraints, Kind, Shape, Shapes } from "../shape";
import type { Merged } from "./merge";
import table from "./overrides.json";

/** What stands by hand where AWS's models are silent or the provider does otherwise. */
interface Override {
    readonly types: readonly string[];
    /** Dotted paths of inputs. */
    readonly paths: readonly string[];
    readonly reason: string;
    readonly see?: string;
    /** Constraints, or the kind, in the place of those that were derived. */
    readonly set?: Constraints & { readonly kind?: Kind };
    /** Constraints of the keys of a map. */
    readonly setKeys?: Constraints;
    /** Whether a change makes a new resource; `removed` where only the removal does. */
    readonly replaces?: boolean | "removed";
}

const overrides: readonly Override[] = table as readonly Override[];

/**
 * The type as the overrides say it is.
 *
 * @throws Error for an override of an input that does not exist, or that says what is derived anyhow
 */
export function override(token: string, { type, objects }: Merged): Merged {
    const own = overrides.filter(({ types }) => types.includes(token));
    const changed = new Map(objects);
    let { inputs } = type;
    for (const { paths, set, setKeys } of own) {
        if (!set && !setKeys) {
            continue;
        }
        const change = (shape: Shape): Shape => ({
            ...shape,
            ...set,
            ...(setKeys && { keys: { ...shape.keys, ...setKeys } }),
        });
        for (const path of paths) {
            inputs = changedAt(inputs, path, change, changed, token);
        }
    }
    return { type: { ...type, inputs, ...replacements(token, type, own) }, objects: changed };
}

function changedAt(
    shapes: Shapes,
    path: string,
    change: (shape: Shape) => Shape,
    objects: Map<string, Shapes>,
    token: string,
): Shapes {
    const [name = "", ...rest] = path.split(".");
    const shape = shapes[name];
    if (!shape) {
        throw new Error(`overrides.json: ${token} has no ${path}`);
    }
    if (rest.length === 0) {
        const after = change(shape);
        if (JSON.stringify(after) === JSON.stringify(shape)) {
            throw new Error(`overrides.json: ${token} ${path} is derived`);
        }
        return { ...shapes, [name]: after };
    }
    const object = shape.object ?? shape.of?.object ?? "";
    objects.set(object, changedAt(objects.get(object) ?? {}, rest.join("."), change, objects, token));
    return shapes;
}

function replacements(
    token: string,
    { inputs, replaces }: CatalogType,
    own: readonly Override[],
): Pick<CatalogType, "replaces" | "replacesOnRemoval"> {
    const found = new Set(replaces);
    const removed: string[] = [];
    for (const { paths, replaces } of own) {
        if (replaces === undefined) {
            continue;
        }
        for (const path of paths) {
            if (!Object.hasOwn(inputs, path.split(".")[0] ?? "")) {
                throw new Error(`overrides.json: ${token} has no ${path}`);
            }
            if (replaces === true && found.has(path)) {
                throw new Error(`overrides.json: ${token} ${path} is derived`);
            }
            if (replaces === true) {
                found.add(path);
            } else {
                found.delete(path);
            }
            if (replaces === "removed") {
                removed.push(path);
            }
        }
    }
    const all = [...found, ...prefixesOf(found, inputs)].sort();
    return { replaces: all, ...(removed.length > 0 && { replacesOnRemoval: removed }) };
}

/** A prefix of a name that cannot be changed cannot be changed either. */
function prefixesOf(replaces: ReadonlySet<string>, inputs: Shapes): readonly string[] {
    return [...replaces]
        .map((name) => `${name}Prefix`)
        .filter((name) => Object.hasOwn(inputs, name) && !replaces.has(name));
}
