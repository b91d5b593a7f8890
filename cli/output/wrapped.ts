/**
 * A text in lines of at most so many columns, broken between words; a longer word has a line of its own.
 *
 * @param indent what the lines after the first begin with
 */
export function wrapped(text: string, columns: number, indent = ""): readonly string[] {
    const lines: string[] = [];
    let line = /^ */.exec(text)?.[0] ?? "";
    let isFirst = true;
    for (const word of text.trim().split(/ +/)) {
        const longer = isFirst ? line + word : `${line} ${word}`;
        if (!isFirst && longer.length > columns) {
            lines.push(line);
            line = indent + word;
        } else {
            line = longer;
        }
        isFirst = false;
    }
    return [...lines, line];
}
