import type { Resource } from "./resource";
import type { Finding, RuleContext, RuleMetadata } from "./rule";
import type { Stack } from "./stack";

/** A rule over the whole stack: what must fit together, whichever of its resources is at fault. */
export interface Relation extends RuleMetadata {
    /** Judges the stack, and writes what it could not determine in the reading of the resource that it concerns. */
    readonly check: (stack: Stack, context: RuleContext) => Iterable<RelationFinding>;
}

/** One breach of a relation, at the resource that has to change. */
export interface RelationFinding extends Finding {
    readonly resource: Resource;
}
