/**
 * Text as lines of whole words; a word that is longer than a line stays whole, so that it can be copied.
 *
 * @param columns width of a line, its indent included
 * @param indent what each line begins with
 */
export function wrap(text: string, columns: number, indent: string): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(" ")) {
        if (line !== "" && indent.length + line.length + 1 + word.length > columns) {
            lines.push(indent + line);
            line = word;
        } else {
            line = line === "" ? word : `${line} ${word}`;
        }
    }
    return [...lines, indent + line];
}
