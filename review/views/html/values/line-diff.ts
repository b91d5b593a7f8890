import { diffLines } from "diff";

/** A line of a comparison; `gap` stands for a number of lines that are the same in both. */
export interface DiffLine {
    readonly kind: "same" | "old" | "new" | "gap";
    readonly text: string;
}

/** Lines around a difference that show where it is. */
const CONTEXT = 3;
/** Texts that differ in more are shown one after the other. */
const MAX_DIFFERENCES = 1_500;

/** What differs between two texts, line by line. */
export function lineDiff(old: string, now: string): readonly DiffLine[] {
    const parts = diffLines(closed(old), closed(now), { maxEditLength: MAX_DIFFERENCES });
    if (parts === undefined) {
        return [...linesOf(old).map(lineOf("old")), ...linesOf(now).map(lineOf("new"))];
    }
    const lines = parts.flatMap(({ value, added, removed }) =>
        linesOf(value).map(lineOf(added ? "new" : removed ? "old" : "same")),
    );
    return withGaps(lines);
}

/** The ends of files are no difference that somebody has to read. */
function closed(text: string): string {
    return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function linesOf(text: string): readonly string[] {
    const lines = text.split("\n");
    return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function lineOf(kind: DiffLine["kind"]): (text: string) => DiffLine {
    return (text) => ({ kind, text });
}

function withGaps(lines: readonly DiffLine[]): readonly DiffLine[] {
    const changed = lines.flatMap(({ kind }, index) => (kind === "same" ? [] : index));
    const near = new Set(
        changed.flatMap((index) => Array.from({ length: 2 * CONTEXT + 1 }, (_, at) => index - CONTEXT + at)),
    );
    const shown: DiffLine[] = [];
    let hidden = 0;
    const close = () => {
        if (hidden > 0) {
            shown.push({ kind: "gap", text: `${hidden} unchanged ${hidden === 1 ? "line" : "lines"}` });
            hidden = 0;
        }
    };
    for (const [index, line] of lines.entries()) {
        if (near.has(index)) {
            close();
            shown.push(line);
        } else {
            hidden++;
        }
    }
    close();
    return shown;
}
