import { isDeepStrictEqual } from "node:util";
import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { lengthToList, listDifferences } from "./list-changes";
import { isSecret, isTree, joined, partsOf, shown, valueAt } from "./property-tree";

/** One property that a step changes. */
export interface PropertyChange {
    /**
     * As the engine writes it: `scalingConfig.maxSize`, `data["config.yaml"]`; `provider` for the resource's provider. An item that
     * Kubernetes knows by a field has that in place of its index: `spec.template.spec.containers.web.image`.
     */
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
    const told = Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => ({
        path,
        replaces: diffKind.endsWith("-replace"),
        ...values(step, path),
    }));
    const changes = byItems(step, told);
    // The engine itself decides that another provider is another resource; it compares nothing then.
    const causes = (keys ?? []).filter((key) => !changes.some(({ path }) => rootOf(path) === key));
    const undetailed = causes.map((path) => ({ path, replaces: true, ...values(step, path) }));
    return [...undetailed, ...changes].sort((a, b) => Number(b.replaces) - Number(a.replaces));
}

/**
 * Changes within lists that Kubernetes or AWS does not compare by position, as they compare them: what the engine is told of such a
 * list is every place behind an item that comes or goes.
 */
function byItems(step: StepEventMetadata, changes: readonly PropertyChange[]): readonly PropertyChange[] {
    const lists = new Map<string, PropertyChange[]>();
    const others = changes.filter((change) => {
        const parts = partsOf(change.path);
        const length = lengthToList(step.type, parts);
        // Of secrets nothing can be compared.
        if (length === undefined || change.old === "[secret]" || change.new === "[secret]") {
            return true;
        }
        const list = JSON.stringify(parts.slice(0, length));
        lists.set(list, [...(lists.get(list) ?? []), change]);
        return false;
    });
    const compared = [...lists].flatMap(([list, own]) => {
        const parts: string[] = JSON.parse(list);
        const [old, now] = [step.old, step.new].map((state) => stateAt(state, parts) ?? []);
        const path = parts.reduce((text, part) => joined(text, part, /^\d+$/.test(part)), "");
        // Where nothing differs among the inputs, what does is among the outputs.
        const isComparable = Array.isArray(old) && Array.isArray(now) && !isDeepStrictEqual(old, now);
        const found = isComparable ? listDifferences(step.type, parts.at(-1) ?? "", path, [old, now]) : undefined;
        if (found === undefined || found.length === 0) {
            return own;
        }
        const replaces = own.some((change) => change.replaces);
        return found.map((one) => ({
            path: one.path,
            replaces,
            ...(one.old !== undefined && { old: shown(one.old) }),
            ...(one.new !== undefined && { new: shown(one.new) }),
        }));
    });
    return [...others, ...compared];
}

/** What the provider adds, such as the stack's tags, is among the outputs alone. */
function stateAt(state: StepEventMetadata["old"], parts: readonly string[]): unknown {
    return valueAt(state?.inputs, parts) ?? valueAt(state?.outputs, parts);
}

/** Everything that a step sets, leaf by leaf. */
export function allProperties(properties: unknown, path = ""): readonly PropertyChange[] {
    if (!isTree(properties) || isSecret(properties)) {
        return [{ path, replaces: false, new: shown(properties) }];
    }
    return Object.entries(properties)
        .filter(([key]) => !key.startsWith("__"))
        .flatMap(([key, value]) => allProperties(value, joined(path, key, Array.isArray(properties))));
}

function values({ old, new: now }: StepEventMetadata, path: string): Pick<PropertyChange, "old" | "new"> {
    const parts = partsOf(path);
    const [before, after] = [old, now].map((state) => shown(stateAt(state, parts)));
    return { ...(before !== undefined && { old: before }), ...(after !== undefined && { new: after }) };
}

function rootOf(path: string): string | undefined {
    return partsOf(path)[0];
}
