import { isUtf8 } from "node:buffer";
import type { Place } from "./places";
import type { SourceFault } from "./source";

/** One document of a file. */
export interface SourceDocument {
    readonly text: string;
    /** Where it begins in its file. */
    readonly start: Place;
}

const BOUNDARY = /\n(?:---|\.\.\.)(?=\s|$)/g;

/** The documents of a YAML or JSON file that hold anything. */
export function documentsOf(text: string): readonly SourceDocument[] {
    return [...cut(text)]
        .map((document) => ({ ...document, text: withoutMark(document.text) }))
        .filter((document) => hasContent(document.text));
}

/**
 * The text of a file, document by document where some of its bytes are not UTF-8, so that the others can still be
 * judged.
 */
export function decode(
    file: string,
    bytes: Buffer,
): { readonly documents: readonly SourceDocument[]; readonly faults: readonly SourceFault[] } {
    // In Latin-1 each character is one byte, and the marks between documents look the same.
    const pieces = [...cut(bytes.toString("latin1"))].map((piece) => ({
        ...piece,
        bytes: Buffer.from(piece.text, "latin1"),
    }));
    const good = pieces.filter((piece) => isUtf8(piece.bytes));
    const bad = pieces.filter((piece) => !isUtf8(piece.bytes));
    return {
        documents: good
            .map((piece) => ({ text: withoutMark(piece.bytes.toString("utf8")), start: piece.start }))
            .filter(({ text }) => hasContent(text)),
        faults: bad.map((piece) => ({
            file,
            ...firstBadByte(piece.bytes, piece.start),
            message: "the document is not UTF-8 text",
            next: "Save the file in UTF-8, or remove the bytes that belong to no character.",
            hidesObjects: true,
        })),
    };
}

/** A byte order mark may begin any document, as where files were joined. */
function withoutMark(text: string): string {
    return text.replace(/^((?:---[^\n]*\n)?)\uFEFF/, "$1");
}

function* cut(text: string): Iterable<SourceDocument> {
    let line = 1;
    let from = 0;
    for (const { index } of text.matchAll(BOUNDARY)) {
        yield { text: withoutEndMark(text.slice(from, index + 1)), start: { line, column: 1 } };
        line += linesIn(text, from, index + 1);
        from = index + 1;
    }
    yield { text: withoutEndMark(text.slice(from)), start: { line, column: 1 } };
}

/** What follows the mark that ends a document is a document without a mark of its own. */
function withoutEndMark(text: string): string {
    return /^\.\.\.(?=\s|$)/.test(text) ? `   ${text.slice(3)}` : text;
}

function linesIn(text: string, from: number, to: number): number {
    let lines = 0;
    for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
        lines += 1;
    }
    return lines;
}

/** False for a document of comments, directives and blank lines. */
function hasContent(text: string): boolean {
    for (let from = 0; from < text.length; ) {
        const end = text.indexOf("\n", from);
        const line = text
            .slice(from, end < 0 ? text.length : end)
            .replace(/^---(?=\s|$)/, "")
            .trim();
        if (line !== "" && !line.startsWith("#") && !line.startsWith("%")) {
            return true;
        }
        from = end < 0 ? text.length : end + 1;
    }
    return false;
}

function firstBadByte(bytes: Buffer, start: Place): Place {
    let line = start.line;
    for (let from = 0; from < bytes.length; line += 1) {
        const end = bytes.indexOf(10, from);
        const content = bytes.subarray(from, end < 0 ? bytes.length : end);
        if (!isUtf8(content)) {
            return { line, column: content.toString("utf8").indexOf("\uFFFD") + 1 };
        }
        from = end < 0 ? bytes.length : end + 1;
    }
    return start;
}
