/** The engine's text without its colour marks, such as `<{%fg 1%}>`. */
export function withoutMarks(text: string): string {
    return text.replace(/<\{%[^%]*%\}>/g, "");
}
