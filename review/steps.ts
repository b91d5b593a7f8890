import type { PropertyChange } from "./changes/property-changes";
import type { ReviewStep } from "./model/step";

/** One step of the engine that concerns one resource, or a part of one. */
export interface EngineStep {
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** The component that it belongs to; absent for the stack itself. */
    readonly parent?: string;
    /** Output properties whose value is known only after the resource exists. */
    readonly unknowns: number;
    /** Properties that differ; absent where none does, and for a resource that comes or goes. */
    readonly changes?: readonly PropertyChange[];
}

/** What the engine calls the steps that change something. The others are parts of a replacement, which has a step of its own, or change nothing. */
const OPERATIONS: ReadonlyMap<string, ReviewStep["op"]> = new Map([
    ["create", "create"],
    ["update", "update"],
    ["replace", "replace"],
    ["delete", "delete"],
    ["read", "read"],
    ["import", "import"],
    ["import-replacement", "replace"],
    ["read-replacement", "replace"],
]);

/** Everything that changes, in the engine's order: one step for each resource. */
export function stepsOf(steps: readonly EngineStep[]): readonly ReviewStep[] {
    return steps.flatMap(({ op, urn, type, parent, changes = [], unknowns }) => {
        const known = OPERATIONS.get(op);
        return known === undefined
            ? []
            : [{ op: known, urn, type, ...(parent !== undefined && { parent }), changes: [...changes], unknowns }];
    });
}
