import type { Review } from "./model/review";
import { counted } from "./words";

/** What a reviewer is to know of a change if it is one sentence only: the gravest thing that is true of it. */
export function verdictOf({ errors, exitCode, dangers, steps, findings }: Review): string {
    const refused = dangers.filter(({ isStateful, isAllowed }) => isStateful && !isAllowed).length;
    const broken = findings.filter(({ level, status }) => level === "mandatory" && status !== "gone").length;
    if (refused > 0) {
        return `${counted(refused, "step")} would cost data, and nobody has allowed ${refused === 1 ? "it" : "them"}`;
    }
    if (dangers.some(({ kind }) => kind === "refused")) {
        return "The update would be refused";
    }
    if (errors.length > 0) {
        return "This did not succeed";
    }
    if (broken > 0) {
        return `${counted(broken, "mandatory policy", "mandatory policies")} would be broken`;
    }
    if (exitCode !== 0) {
        return "This did not succeed";
    }
    if (steps.every(({ op }) => op === "same")) {
        return "Nothing changes";
    }
    return dangers.some(({ isStateful }) => isStateful)
        ? "Data is at stake, and it is allowed"
        : "Nothing that holds data is replaced or deleted";
}
