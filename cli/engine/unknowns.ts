import { UNKNOWN_STRINGS } from "../../core/engine/signatures";

/** Counts the leaves of a property tree that are known only after an update. */
export function countUnknowns(value: unknown): number {
    if (typeof value === "string") {
        return UNKNOWN_STRINGS.has(value) ? 1 : 0;
    }
    if (value === null || typeof value !== "object") {
        return 0;
    }
    return Object.values(value).reduce<number>((sum, child) => sum + countUnknowns(child), 0);
}
