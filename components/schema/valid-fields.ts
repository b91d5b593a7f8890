import type * as z from "zod";

/**
 * The fields of an object that its own schema found nothing wrong with, so that checks across fields can run beside
 * the faults of single fields, and one report shows all.
 *
 * @param value what the schema has made of the object so far
 * @param issues what it has reported so far
 * @param at the object's place below the root of those reports. @default the root
 */
export function validFields<T extends object>(
    value: unknown,
    issues: readonly z.core.$ZodRawIssue[],
    at: readonly PropertyKey[] = [],
): Partial<T> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return {};
    }
    const broken = new Set(
        issues
            .filter(({ path = [] }) => at.every((part, index) => path[index] === part))
            .map(({ path = [] }) => path[at.length]),
    );
    // Sound because T is the schema's output and only the fields that it accepted are left.
    return Object.fromEntries(Object.entries(value).filter(([key]) => !broken.has(key))) as Partial<T>;
}
