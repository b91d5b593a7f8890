/** What all values of one resource share. */
export interface Reading {
    /** True for a server-side-apply patch: a field that it does not name keeps the value that it has in the cluster. */
    readonly patch: boolean;
    /** Paths of unknown values that a verdict has depended on since the set was last cleared. */
    readonly unknowns: Set<string>;
    /**
     * Paths at which {@link Value.isUnknown} has said yes since the set was last cleared. Who asks that takes another way
     * because of it, so that a rule over one resource counts them as {@link Reading.unknowns}. A relation does not: it
     * asks of values that may not matter to it, and leaves open by itself what does.
     */
    readonly asked: Set<string>;
    /** What a relation has left open though the value at the path is known, as a question about it. */
    readonly questions: Map<string, string>;
}

/** A reading in which nothing is written down yet. */
export function newReading(patch: boolean): Reading {
    return { patch, unknowns: new Set(), asked: new Set(), questions: new Map() };
}
