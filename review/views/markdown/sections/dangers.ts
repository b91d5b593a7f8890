import { kindOf, nameOf } from "../../../../core/engine/urn";
import { code, prose } from "../../../../policies/report/markdown-text";
import type { Danger } from "../../../model/danger";
import type { Review } from "../../../model/review";
import { counted } from "../../../words";
import type { Section } from "../section";

const VERBS: Readonly<Record<Danger["kind"], string>> = {
    delete: "deletes",
    replace: "replaces",
    update: "changes",
    roll: "rolls",
    run: "runs",
    refused: "is refused at",
};

/** A long list is no warning any more. */
const MAX_NAMED = 10;

/** What takes data along stands open before everything; what is only renewed is folded. */
export function dangerSections({ errors, dangers }: Review): readonly Section[] {
    const [grave, others] = [dangers.filter(isGrave), dangers.filter((danger) => !isGrave(danger))];
    return [
        {
            title: "Why it failed",
            isFolded: false,
            // A list of faults has a line for each.
            pieces: errors.map((error) => `- ${error.split("\n").map(prose).join("<br>")}\n`),
            noun: ["error", "errors"],
        },
        {
            title: "⚠️ What takes data along, or is refused",
            isFolded: false,
            pieces: grave.map(piece),
            noun: ["danger", "dangers"],
        },
        {
            title: `Also to know: ${counted(others.length, "change")}`,
            isFolded: true,
            pieces: others.map(piece),
            noun: ["change", "changes"],
        },
    ];
}

function isGrave({ isStateful, kind }: Danger): boolean {
    return isStateful || kind === "refused";
}

function piece(danger: Danger): string {
    const { kind, urn, type, loss, isStateful, isAllowed, causes, takesAlong, affects } = danger;
    const allowed = isStateful ? (isAllowed ? ", allowed" : ", **not allowed**") : "";
    const lost = loss === undefined ? "" : `: ${prose(loss)}`;
    const lines = [
        ...causes.map((cause) => `because of ${code(cause)}`),
        ...(takesAlong.length > 0 ? [`takes along ${names(takesAlong)}`] : []),
        ...affects.map(({ what, how }) => `${names(what)} ${prose(how)}`),
    ];
    return [
        `- ${VERBS[kind]} ${prose(kindOf(type))} ${code(nameOf(urn) || urn)}${lost}${allowed}\n`,
        ...lines.map((line) => `  - ${line}\n`),
    ].join("");
}

/** URNs by their names; of what the engine does not know there are names already. */
function names(all: readonly string[]): string {
    const shown = all.slice(0, MAX_NAMED).map((one) => code(one.startsWith("urn:") ? nameOf(one) : one));
    const rest = all.length > MAX_NAMED ? [`${all.length - MAX_NAMED} more`] : [];
    return [...shown, ...rest].join(", ");
}
