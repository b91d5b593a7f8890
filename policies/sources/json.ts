import type { SourceDocument } from "./documents";
import type { Place, Step } from "./places";

/** A part of a JSON text. */
interface Range {
    readonly from: number;
    readonly to: number;
}

/**
 * The elements of the list at a path of a JSON text that is known to be well formed, each with the place where it begins,
 * so that the line of one value is told without reading all of the file again.
 */
export function elementsOf(text: string, steps: readonly Step[]): readonly SourceDocument[] {
    let from = skipBlanks(text, 0);
    for (const step of steps) {
        const member = [...membersOf(text, from)].find(({ name }) => name === step);
        if (member === undefined) {
            return [];
        }
        from = member.from;
    }
    return text[from] === "[" ? withPlaces(text, [...itemsOf(text, from)]) : [];
}

/** The values of a text in which one JSON value follows the other, as far as they can be told apart. */
export function concatenated({ text, start }: SourceDocument): readonly SourceDocument[] {
    const ranges: Range[] = [];
    for (
        let from = skipBlanks(text, 0);
        from < text.length;
        from = skipBlanks(text, ranges.at(-1)?.to ?? text.length)
    ) {
        ranges.push({ from, to: endOf(text, from) });
    }
    return withPlaces(text, ranges, start);
}

function withPlaces(text: string, ranges: readonly Range[], start: Place = { line: 1, column: 1 }): SourceDocument[] {
    let { line } = start;
    let lineStart = 1 - start.column;
    let next = text.indexOf("\n");
    return ranges.map(({ from, to }) => {
        for (; next >= 0 && next < from; next = text.indexOf("\n", next + 1)) {
            line += 1;
            lineStart = next + 1;
        }
        return { text: text.slice(from, to), start: { line, column: from - lineStart + 1 } };
    });
}

function* membersOf(text: string, from: number): Iterable<Range & { readonly name: unknown }> {
    if (text[from] !== "{") {
        return;
    }
    for (let at = skipBlanks(text, from + 1); text[at] === '"'; ) {
        const keyEnd = endOf(text, at);
        const name: unknown = JSON.parse(text.slice(at, keyEnd));
        const valueStart = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
        const to = endOf(text, valueStart);
        yield { name, from: valueStart, to };
        at = skipBlanks(text, skipBlanks(text, to) + 1);
    }
}

function* itemsOf(text: string, from: number): Iterable<Range> {
    for (let at = skipBlanks(text, from + 1); at < text.length && text[at] !== "]"; ) {
        const to = endOf(text, at);
        yield { from: at, to };
        const comma = skipBlanks(text, to);
        if (text[comma] !== ",") {
            return;
        }
        at = skipBlanks(text, comma + 1);
    }
}

const BRACKET_OR_QUOTE = /["[\]{}]/g;
const SCALAR = /[^\s,\]}]+/y;
const BLANKS = /\s*/y;

/** Where the value that begins here ends. */
function endOf(text: string, from: number): number {
    const first = text[from];
    if (first === '"') {
        return endOfString(text, from);
    }
    if (first !== "{" && first !== "[") {
        SCALAR.lastIndex = from;
        return from + Math.max(1, SCALAR.exec(text)?.[0].length ?? 1);
    }
    let depth = 0;
    BRACKET_OR_QUOTE.lastIndex = from;
    for (let token = BRACKET_OR_QUOTE.exec(text); token !== null; token = BRACKET_OR_QUOTE.exec(text)) {
        if (token[0] === '"') {
            BRACKET_OR_QUOTE.lastIndex = endOfString(text, token.index);
            continue;
        }
        depth += token[0] === "{" || token[0] === "[" ? 1 : -1;
        if (depth === 0) {
            return token.index + 1;
        }
    }
    return text.length;
}

/** Where the string that begins here ends. It may hold megabytes, too many for a regular expression that minds what is escaped. */
export function endOfString(text: string, from: number): number {
    for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
        let slashes = 0;
        while (text[quote - 1 - slashes] === "\\") {
            slashes += 1;
        }
        if (slashes % 2 === 0) {
            return quote + 1;
        }
    }
    return text.length;
}

function skipBlanks(text: string, from: number): number {
    BLANKS.lastIndex = from;
    BLANKS.exec(text);
    return BLANKS.lastIndex;
}
