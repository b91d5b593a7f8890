/** Plain data as fixtures hold it. */
export type Data = Record<string, unknown>;

/** A copy of the data with one place set, or removed where the value is `undefined`. Missing parents are made. */
export function edit<T extends object>(data: T, path: string, value: unknown): T {
    const copy = structuredClone(data);
    const keys = toKeys(path);
    const last = keys.pop();
    if (last === undefined) {
        throw new Error("an edit needs a path");
    }
    const parent = keys.reduce<Data>((node, key, index) => {
        node[key] ??= /^\d+$/.test(keys[index + 1] ?? last) ? [] : {};
        return node[key] as Data;
    }, copy as Data);
    if (value === undefined) {
        delete parent[last];
    } else {
        parent[last] = value;
    }
    return copy;
}

/** The paths of all texts, numbers and booleans in the data. */
export function leaves(data: unknown, path = ""): readonly string[] {
    if (typeof data !== "object" || data === null) {
        return [path];
    }
    return Object.entries(data).flatMap(([key, value]) => leaves(value, childPath(path, key, Array.isArray(data))));
}

/** The paths of everything in the data: of {@link leaves}, and of the lists and objects that hold them. */
export function nodes(data: unknown): readonly string[] {
    const below = (value: unknown, path: string): readonly string[] =>
        typeof value !== "object" || value === null
            ? [path]
            : [
                  ...(path === "" ? [] : [path]),
                  ...Object.entries(value).flatMap(([key, child]) =>
                      below(child, childPath(path, key, Array.isArray(value))),
                  ),
              ];
    return below(data, "");
}

function childPath(parent: string, key: string, isIndex: boolean): string {
    if (isIndex) {
        return `${parent}[${key}]`;
    }
    if (!/^[A-Za-z_$][\w$-]*$/.test(key)) {
        return `${parent}[${JSON.stringify(key)}]`;
    }
    return parent === "" ? key : `${parent}.${key}`;
}

/** Splits `spec.containers[0].image` and `annotations["a.b/c"]` into their keys. */
function toKeys(path: string): string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, name]) => quoted ?? index ?? name ?? "",
    );
}
