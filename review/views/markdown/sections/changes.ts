import { kindOf, nameOf } from "../../../../core/engine/urn";
import { code, prose } from "../../../../policies/report/markdown-text";
import { changeWords } from "../../../changes/change-line";
import type { Review } from "../../../model/review";
import type { ReviewStep } from "../../../model/step";
import type { Section } from "../section";

const ORDER: readonly ReviewStep["op"][] = ["delete", "replace", "update", "import", "create", "read"];

/** Every resource that changes, with its properties, what goes first. */
export function changesSection({ steps }: Review): Section {
    const changed = steps.filter(({ op }) => op !== "same");
    const sorted = changed.toSorted((one, other) => ORDER.indexOf(one.op) - ORDER.indexOf(other.op));
    return {
        title: `All changes: ${changed.length}`,
        isFolded: true,
        pieces: sorted.map(piece),
        noun: ["change", "changes"],
    };
}

function piece({ op, type, urn, changes }: ReviewStep): string {
    const lines = changes.map((change) => {
        const { path, old, new: now } = changeWords(change);
        const values = [
            ...(old === undefined ? [] : [old === now ? code(old) : `~~${code(old)}~~`]),
            ...(now === undefined || now === old ? [] : [code(now)]),
        ].join(" → ");
        return `  - ${code(path)}${values === "" ? "" : `: ${values}`}${change.replaces ? " (**replaces**)" : ""}\n`;
    });
    return [`- ${op} ${prose(kindOf(type))} ${code(nameOf(urn))}\n`, ...lines].join("");
}
