import type { DataObject } from "../../core/data";
import type { PropertyChange } from "../changes/property-changes";
import { partsOf, valueAt } from "../changes/property-tree";

/** A resource as it was or will be. Secrets may be marked or replaced by a word; what is not known yet is a text of the engine's. */
export interface ResourceState {
    readonly type: string;
    /** URN of the component that it belongs to. @default none, as for the stack itself */
    readonly parent?: string;
    /** Whether the engine refuses to delete it. @default false */
    readonly isProtected?: boolean;
    /** What the provider knows it by. @default not known yet, or not told */
    readonly id?: string;
    /** The provider's URN and id, joined as the engine does. @default none, as for components */
    readonly provider?: string;
    readonly inputs: DataObject;
    /** @default none are known */
    readonly outputs?: DataObject;
    /** Whether the engine only forgets it where it would delete it (`retainOnDelete`). @default false */
    readonly isRetained?: boolean;
}

/** A resource before and after the change: one that comes has no `old`, one that goes no `new`, one that stays the same in both. */
export interface StatePair {
    readonly old?: ResourceState;
    readonly new?: ResourceState;
}

/** Every resource of a stack by its URN, those that stay too: what no step says is read from them. */
export type States = ReadonlyMap<string, StatePair>;

/** One step of the engine that concerns one resource. */
export interface ChangeStep {
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** Properties that differ. @default none does */
    readonly changes?: readonly PropertyChange[];
}

/** A step beside both states of its resource. */
export interface SteppedResource extends ChangeStep, StatePair {}

/** What stands at a path such as `spec.replicas`; what the program asks for counts before what the provider says. */
export function valueIn(state: ResourceState | undefined, path: string): unknown {
    const parts = partsOf(path);
    return valueAt(state?.inputs, parts) ?? valueAt(state?.outputs, parts);
}

/** {@link valueIn}, where it is text. */
export function textIn(state: ResourceState | undefined, path: string): string | undefined {
    const value = valueIn(state, path);
    return typeof value === "string" ? value : undefined;
}

/** {@link valueIn}, where it is a list. */
export function listIn(state: ResourceState | undefined, path: string): readonly unknown[] {
    const value = valueIn(state, path);
    return Array.isArray(value) ? value : [];
}

/** The URN of the provider that manages a resource; two resources of one cluster or account have the same. */
export function providerOf(state: ResourceState): string {
    return (state.provider ?? "").replace(/::[^:]*$/, "");
}
