import { SIGNATURE } from "../../core/engine/signatures";

/** The parts of a path as the engine writes it, indexes among them. */
export function partsOf(path: string): readonly string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, name]) => quoted?.replaceAll('\\"', '"') ?? index ?? name ?? "",
    );
}

/** The path of a member. */
export function joined(path: string, key: string, isIndex: boolean): string {
    if (isIndex) {
        return `${path}[${key}]`;
    }
    if (!/^[A-Za-z_$][\w$]*$/.test(key)) {
        return `${path}["${key.replaceAll('"', '\\"')}"]`;
    }
    return path === "" ? key : `${path}.${key}`;
}

/** What stands at a path; what is within a secret is that secret. */
export function valueAt(value: unknown, [part, ...rest]: readonly string[]): unknown {
    if (part === undefined || isSecret(value)) {
        return value;
    }
    return isTree(value) && Object.hasOwn(value, part) ? valueAt(Reflect.get(value, part), rest) : undefined;
}

/** The value with each secret replaced by a word. */
export function shown(value: unknown): unknown {
    if (isSecret(value)) {
        return "[secret]";
    }
    if (Array.isArray(value)) {
        return value.map(shown);
    }
    if (!isTree(value)) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]));
}

export function isTree(value: unknown): value is object {
    return typeof value === "object" && value !== null;
}

export function isSecret(value: unknown): boolean {
    return isTree(value) && Object.hasOwn(value, SIGNATURE);
}
