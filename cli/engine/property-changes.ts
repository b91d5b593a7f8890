import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { SIGNATURE } from "../../core/engine/signatures";

/** One property that a step changes. */
export interface PropertyChange {
    /** As the engine writes it: `scalingConfig.maxSize`, `data["config.yaml"]`; `provider` for the resource's provider. */
    readonly path: string;
    /** Whether this change calls for another resource. */
    readonly replaces: boolean;
    /** The value before, without secrets; undefined where there was none. */
    readonly old?: unknown;
    /** The value after, without secrets; undefined where there is none any more. */
    readonly new?: unknown;
}

/** What a step changes, property by property, those that replace the resource first. */
export function propertyChanges(step: StepEventMetadata): readonly PropertyChange[] {
    const { keys, detailedDiff } = step;
    const changes = Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => ({
        path,
        replaces: diffKind.endsWith("-replace"),
        ...values(step, path),
    }));
    // The engine itself decides that another provider is another resource; it compares nothing then.
    const causes = (keys ?? []).filter((key) => !changes.some(({ path }) => rootOf(path) === key));
    const undetailed = causes.map((path) => ({ path, replaces: true, ...values(step, path) }));
    return [...undetailed, ...changes].sort((a, b) => Number(b.replaces) - Number(a.replaces));
}

/** Everything that a step sets, leaf by leaf. */
export function allProperties(properties: unknown, path = ""): readonly PropertyChange[] {
    if (!isTree(properties) || isSecret(properties)) return [{ path, replaces: false, new: shown(properties) }];
    return Object.entries(properties)
        .filter(([key]) => !key.startsWith("__"))
        .flatMap(([key, value]) => allProperties(value, joined(path, key, Array.isArray(properties))));
}

function values({ old, new: now }: StepEventMetadata, path: string): Pick<PropertyChange, "old" | "new"> {
    const parts = partsOf(path);
    // What the provider adds, such as the stack's tags, is among the outputs alone.
    const read = (state: typeof old) => shown(valueAt(state?.inputs, parts) ?? valueAt(state?.outputs, parts));
    const [before, after] = [read(old), read(now)];
    return { ...(before !== undefined && { old: before }), ...(after !== undefined && { new: after }) };
}

function partsOf(path: string): readonly string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, name]) => quoted?.replaceAll('\\"', '"') ?? index ?? name ?? "",
    );
}

function rootOf(path: string): string | undefined {
    return partsOf(path)[0];
}

function joined(path: string, key: string, isIndex: boolean): string {
    if (isIndex) return `${path}[${key}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}["${key.replaceAll('"', '\\"')}"]`;
    return path === "" ? key : `${path}.${key}`;
}

function valueAt(value: unknown, [part, ...rest]: readonly string[]): unknown {
    if (part === undefined || isSecret(value)) return value;
    return isTree(value) && Object.hasOwn(value, part) ? valueAt(Reflect.get(value, part), rest) : undefined;
}

/** The value with each secret replaced by a word. */
function shown(value: unknown): unknown {
    if (isSecret(value)) return "[secret]";
    if (Array.isArray(value)) return value.map(shown);
    if (!isTree(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]));
}

function isTree(value: unknown): value is object {
    return typeof value === "object" && value !== null;
}

function isSecret(value: unknown): boolean {
    return isTree(value) && Object.hasOwn(value, SIGNATURE);
}
