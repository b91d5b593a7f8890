import type { Resource } from "./resource";
import type { Finding, RuleContext, RuleMetadata } from "./rule";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** A rule over the whole stack: what must fit together, whichever of its resources is at fault. */
export interface Relation extends RuleMetadata {
    /** Judges the stack, and writes what it could not determine in the reading of the resource that it concerns. */
    readonly check: (stack: Stack, context: RuleContext) => Iterable<RelationFinding>;
}

/** One breach of a relation, at the resource that has to change. */
export interface RelationFinding extends Finding {
    readonly resource: Resource;
}

/** A finding at a value of a resource. */
export function findingAt(resource: Resource, at: Value, message: string): RelationFinding {
    return { resource, path: at.path, message };
}

/**
 * Writes down that a place of a resource leaves a verdict open.
 *
 * @param question what is not known where the value itself is: it follows "it is not known", as "whether …" does.
 * @default none: the value is what is not known
 */
export function leaveOpen({ reading }: Resource, at: Value, question?: string): void {
    reading.unknowns.add(at.path);
    if (question !== undefined && !at.isUnknown) {
        reading.questions.set(at.path, question);
    }
}
