import { daysUntil } from "../../core/facts/kubernetes/versions";
import type { VersionRow } from "../model/version";

/** Days after which what is known of newer versions counts as old. */
const STALE_DAYS = 60;

/** One sentence for each day on which somebody last looked, where that is long ago; the oldest first. */
export function staleNotes(rows: readonly VersionRow[], today: Date): readonly string[] {
    const days = new Map<string, string[]>();
    for (const { name, asOf } of rows) {
        if (asOf !== undefined && daysUntil(asOf, today) < -STALE_DAYS) {
            days.set(asOf, [...(days.get(asOf) ?? []), name]);
        }
    }
    return [...days]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(
            ([day, names]) =>
                `Nobody has looked since ${day} for newer versions, or for support, of ${[...new Set(names)].join(", ")}.`,
        );
}
