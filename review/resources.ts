import { isObject } from "../core/data";
import { shown } from "./changes/property-tree";
import type { ResourceState, States } from "./dangers/states";
import type { ReviewResource } from "./model/review";

/** What each resource needs, by URN. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/** The resources as they are after the change, and those that go as they were before, secrets replaced by a word. */
export function allResources(states: States, dependencies: Dependencies): readonly ReviewResource[] {
    return [...states].flatMap(([urn, { old, new: now }]) => toResource(urn, now ?? old, dependencies) ?? []);
}

/** The resources that were there before the change, or are after it. */
export function resourcesAt(
    when: "old" | "new",
    states: States,
    dependencies: Dependencies,
): readonly ReviewResource[] {
    return [...states].flatMap(([urn, pair]) => toResource(urn, pair[when], dependencies) ?? []);
}

function toResource(
    urn: string,
    state: ResourceState | undefined,
    dependencies: Dependencies,
): ReviewResource | undefined {
    if (state === undefined) {
        return undefined;
    }
    const { type, parent, id, inputs, outputs = {} } = state;
    return {
        ...{ urn, type },
        ...(parent !== undefined && { parent }),
        dependencies: [...(dependencies.get(urn) ?? [])],
        inputs: masked(inputs),
        outputs: { ...masked(outputs), ...(id !== undefined && { id }) },
    };
}

function masked(properties: unknown): Record<string, unknown> {
    const plain = shown(properties);
    return isObject(plain) ? plain : {};
}
