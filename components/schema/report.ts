import type * as z from "zod";

/** Takes one fault: its path inside of what is checked, the value there, what is allowed, and what to do. */
export type Report = (path: readonly PropertyKey[], received: unknown, allowed: string, next: string) => void;

/** Makes issues of zod of what is reported, for `toFaults` to make faults of. */
export function reportTo(context: Pick<z.core.$RefinementCtx, "addIssue">): Report {
    return (path, input, message, next) =>
        context.addIssue({ code: "custom", path: [...path], input, message, params: { next } });
}

/** Reports what is inside of a key of what is checked. */
export function within(report: Report, key: PropertyKey): Report {
    return (path, ...fault) => report([key, ...path], ...fault);
}
