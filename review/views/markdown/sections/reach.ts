import { prose } from "../../../../policies/report/markdown-text";
import type { Review } from "../../../model/review";
import { mermaidOf } from "../../../reach/mermaid";
import { reachSentences } from "../../../reach/sentences";
import type { Section } from "../section";

/** What the change opens and closes, with a picture where it stays readable, and what is declared and refused. */
export function reachSections({ reach, isCompared }: Review): readonly Section[] {
    if (reach === undefined) {
        return [];
    }
    const { opens, closes, refused, undeclared } = reachSentences(reach);
    const items = (sentences: readonly string[]) => sentences.map((sentence) => `- ${prose(sentence)}\n`);
    const noun = ["way", "ways"] as const;
    const picture = mermaidOf(reach);
    return [
        {
            title: "After this change",
            isFolded: false,
            pieces: isCompared ? items([...opens, ...closes]) : [],
            noun,
        },
        { title: "Declared, and refused by policies", isFolded: false, pieces: items(refused), noun },
        {
            title: `Possible, and declared by nobody: ${undeclared.length}`,
            isFolded: true,
            pieces: items(undeclared),
            noun,
        },
        {
            title: "Who may reach whom",
            isFolded: true,
            pieces: picture === undefined ? [] : [`\`\`\`mermaid\n${picture}\n\`\`\`\n`],
            noun: ["picture", "pictures"],
        },
    ];
}
