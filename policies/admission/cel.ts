/** A text as a CEL literal. JSON's escapes are CEL's own; half a character, which CEL refuses, is replaced. */
export function celText(text: string): string {
    return JSON.stringify(Buffer.from(text).toString());
}

/** A list of texts as a CEL literal. */
export function celTexts(texts: readonly string[]): string {
    return `[${texts.map(celText).join(", ")}]`;
}

/** A pattern as a CEL literal. Patterns that RE2 does not know (lookaround, back-references) are the caller's fault. */
export function celPattern({ source, flags }: RegExp): string {
    return celText(flags.includes("i") ? `(?i)${source}` : source);
}

/** The value at a path such as `metadata.annotations["a.b/c"]` of an expression, as an optional. */
export function celPath(root: string, path: string): string {
    const steps = path.replace(/\["([^"]+)"\]|\.?([^.[]+)/g, (_, key?: string, step?: string) =>
        key === undefined ? `.?${step}` : `[?${celText(key)}]`,
    );
    return `${root}${steps}`;
}

/** The value under a key that is no identifier (an annotation), or an empty text. */
export function celEntry(map: string, key: string): string {
    return `${map}[?${celText(key)}].orValue("")`;
}

/** A list of one text where the condition holds, else an empty one. */
export function when(condition: string, text: string): string {
    return `(${condition} ? [${text}] : [])`;
}
