import { prose } from "../../../../policies/report/markdown-text";
import type { Review } from "../../../model/review";
import type { Section } from "../section";

/** What nobody has looked at: a verdict on the rest reads like one on everything. */
export function notCheckedSection({ notChecked }: Review): Section {
    return {
        title: "Not checked",
        isFolded: false,
        pieces: notChecked.map((line) => `- ${prose(line)}\n`),
        noun: ["limit", "limits"],
    };
}
