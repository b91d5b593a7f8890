import { visible } from "../../core/faults/visible";

/** A code span, in which neither Markdown nor mentions nor HTML mean anything. */
export function code(text: string): string {
    const shown = visible(text);
    const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
    const fence = "`".repeat(longest + 1);
    const gap = /^[` ]|[` ]$/.test(shown) ? " " : "";
    return `${fence}${gap}${shown}${gap}${fence}`;
}

/** A code span in a cell of a table, which a bar would end, in a code span too. */
export function cell(text: string): string {
    return code(text).replaceAll("|", "\\|");
}

/**
 * Text without any markup of its own, nor anything that GitHub makes a link of. A mention, a reference to an issue or an address works through
 * every escape, so what makes it one is followed by a space of no width.
 */
export function prose(text: string): string {
    return visible(text)
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/[\\`*_{}[\]()|~!$]/g, "\\$&")
        .replace(/[@#]/g, "$&&#8203;")
        .replace(/www(?=\.)|GH(?=-)/gi, "$&&#8203;")
        .replace(/:\/\//g, ":&#8203;//");
}
