import { withoutMarks } from "../../core/engine/plain-text";
import { typeOf } from "../../core/engine/urn";
import type { Danger } from "../model/danger";

/** Why an update cannot be carried out: its rehearsal failed, or AWS is known to refuse it. */
export interface Refusal {
    /** The resource that could not be made, changed or deleted. @default the update as a whole */
    readonly urn?: string;
    readonly message: string;
}

/** What the update that a preview is of would not get past. */
export function refusedDangers(refusals: readonly Refusal[]): readonly Danger[] {
    return refusals.map(({ urn = "", message }) => ({
        ...{ kind: "refused" as const, urn, type: urn === "" ? "" : typeOf(urn) },
        ...{ isStateful: false, isAllowed: false, takesAlong: [], affects: [] },
        causes: withoutMarks(message)
            .trim()
            .split("\n")
            .filter((line) => line.trim() !== ""),
    }));
}
