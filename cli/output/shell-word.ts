/** A text as one word of a POSIX shell; plain ones stay as they are. */
export function shellWord(text: string): string {
    return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
