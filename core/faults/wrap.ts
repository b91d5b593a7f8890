/**
 * Text as lines of whole words; a word that is longer than a line stays whole, so that it can be copied.
 *
 * @param columns width of a line, its indent included
 * @param indent what each line begins with
 * @param first what the first line begins with instead. @default the indent
 */
export function wrap(text: string, columns: number, indent: string, first = indent): string[] {
    const lines: string[] = [];
    let line = "";
    const begun = () => (lines.length === 0 ? first : indent) + line;
    for (const word of text.split(" ")) {
        if (line !== "" && begun().length + 1 + word.length > columns) {
            lines.push(begun());
            line = word;
        } else {
            line = line === "" ? word : `${line} ${word}`;
        }
    }
    return [...lines, begun()];
}
