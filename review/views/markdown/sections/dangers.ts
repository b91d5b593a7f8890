import { kindOf, nameOf } from "../../../../core/engine/urn";
import { code, prose } from "../../../../policies/report/markdown-text";
import { type DangerEntry, dangerGroups, namesByKind } from "../../../dangers/groups";
import type { Review } from "../../../model/review";
import type { Section } from "../section";

/** A long list is no warning any more. */
const MAX_NAMED = 10;

/** What a reviewer has to know before saying yes stands open before everything; what comes with most changes is folded. */
export function dangerSections({ errors, dangers }: Review): readonly Section[] {
    return [
        {
            title: "Why it failed",
            isFolded: false,
            // A list of faults has a line for each.
            pieces: errors.map((error) => `- ${error.split("\n").map(prose).join("<br>")}\n`),
            noun: ["error", "errors"],
        },
        ...dangerGroups(dangers).map(({ title, weight, count, entries }): Section => {
            return {
                title: `${weight === "grave" ? "⚠️ " : ""}${title}: ${count}`,
                isFolded: weight === "usual",
                pieces: entries.map(piece),
                noun: ["entry", "entries"],
            };
        }),
    ];
}

function piece({ kind, urns, type, loss, isStateful, isAllowed, causes, takesAlong, affects }: DangerEntry): string {
    const allowed = isStateful ? (isAllowed ? ", allowed" : ", **not allowed**") : "";
    const lost = loss === undefined ? "" : `: ${prose(loss)}`;
    const lines = [
        ...causes.map((cause) => `because of ${code(cause)}`),
        ...(takesAlong.length > 0 ? [`takes along, with no step of its own: ${list(takesAlong)}`] : []),
        ...affects.map(({ what, how }) => `${list(what)} ${prose(how)}`),
    ];
    // What is refused as a whole is of no resource.
    const subject = [prose(kindOf(type)), most(urns.flatMap((urn) => nameOf(urn) || urn || []))].filter(Boolean);
    return [`- **${kind}** ${subject.join(" ")}${lost}${allowed}\n`, ...lines.map((line) => `  - ${line}\n`)].join("");
}

/** Names under their kinds, of many the first. */
function list(what: readonly string[]): string {
    return namesByKind(what)
        .map(([kind, names]) => [prose(kind), most(names)].filter(Boolean).join(" "))
        .join("; ");
}

function most(names: readonly string[]): string {
    const shown = names
        .filter((name) => name !== "")
        .slice(0, MAX_NAMED)
        .map(code);
    const rest = names.length > MAX_NAMED ? [`${names.length - MAX_NAMED} more`] : [];
    return [...shown, ...rest].join(", ");
}
