/** Forms that the parser reads too, but with another meaning. */
export const OTHER_MEANING = /:[,\]}]/;

/** A text in the forms that the parser takes, and where its characters stood before. */
export interface Rewritten {
    readonly text: string;
    /** The offset in the text as it was written. */
    readonly original: (offset: number) => number;
}

interface Edit {
    readonly at: number;
    readonly removed: number;
    readonly inserted: string;
}

/**
 * The same document in the forms of YAML 1.2. The parser that kubectl uses looks at no indentation within flow collections
 * and quoted scalars, takes a `#` behind them for a comment, and knows the escape `\'`: lines that continue them are
 * indented more, comments set off, and the escape is written out. A tab separates tokens as a blank does, and a colon at the
 * end of a scalar in a flow collection belongs to it.
 *
 * @returns `undefined` where there is nothing to rewrite
 * @see https://github.com/yaml/go-yaml/blob/v2/scannerc.go
 */
export function inStrictForms(text: string): Rewritten | undefined {
    const edits = [...new Scan(text).edits()].sort((one, other) => one.at - other.at);
    if (edits.length === 0) {
        return undefined;
    }
    const parts: string[] = [];
    let from = 0;
    for (const { at, removed, inserted } of edits) {
        parts.push(text.slice(from, at), inserted);
        from = at + removed;
    }
    return { text: [...parts, text.slice(from)].join(""), original: (offset) => originalOffset(edits, offset) };
}

/** Where the quoted scalars of a document begin and end. */
export function quotedSpans(text: string): readonly (readonly [start: number, end: number])[] {
    const scan = new Scan(text);
    // The scan is done when all that it would edit is known.
    Array.from(scan.edits());
    return scan.quotes;
}

function originalOffset(edits: readonly Edit[], offset: number): number {
    let shift = 0;
    for (const { at, removed, inserted } of edits) {
        if (at + shift + inserted.length > offset) {
            return Math.min(offset - shift, Math.max(at, offset - shift - inserted.length));
        }
        shift += inserted.length - removed;
    }
    return offset - shift;
}

const BLANK = /[ \t\r\n]/;

/** Walks over a text once, so far as it must know which brackets and quotes are more than characters of a scalar. */
class Scan {
    /** The quoted scalars so far. */
    readonly quotes: (readonly [start: number, end: number])[] = [];
    private at = 0;
    /** Open flow collections. */
    private depth = 0;
    /** Column of the innermost block collection that is open, -1 for none. */
    private indent = -1;
    /** Where the token began that may yet turn out to be a key. */
    private tokenStart = 0;
    private lineStart = 0;
    /** True where a token may begin: elsewhere quotes and brackets are characters of a plain scalar. */
    private mayBegin = true;
    /** True behind a bracket, a comma or a quoted scalar, where a `#` needs no blank before it. */
    private isBehindToken = false;

    constructor(private readonly text: string) {}

    *edits(): Iterable<Edit> {
        while (this.at < this.text.length) {
            yield* this.step(this.text[this.at] ?? "");
        }
    }

    private *step(character: string): Iterable<Edit> {
        const isBehindToken = this.isBehindToken;
        this.isBehindToken = false;
        if (character === "\n") {
            yield* this.nextLine();
        } else if (character === " " || character === "\t" || character === "\r") {
            if (character === "\t" && this.isSeparator()) {
                yield { at: this.at, removed: 1, inserted: " " };
            }
            this.at += 1;
        } else if (character === "#" && (isBehindToken || this.isBlank(-1))) {
            if (!this.isBlank(-1)) {
                yield { at: this.at, removed: 0, inserted: " " };
            }
            this.at = this.endOfLine();
        } else if ((character === '"' || character === "'") && this.mayBegin) {
            this.tokenStart = this.at;
            yield* this.quoted(character);
        } else if ((character === "[" || character === "{") && (this.mayBegin || this.depth > 0)) {
            this.depth += 1;
            this.behind(true);
        } else if ((character === "]" || character === "}") && this.depth > 0) {
            this.depth -= 1;
            this.behind(false);
        } else if (character === "," && this.depth > 0) {
            this.behind(true);
        } else if (character === ":" && (this.isBlank(1) || isBehindToken)) {
            this.openBlock(this.tokenStart);
        } else if (character === ":" && this.depth > 0 && /[,\]}]/.test(this.text[this.at + 1] ?? "")) {
            yield* this.quote(this.text.slice(this.tokenStart, this.at + 1));
        } else if ((character === "-" || character === "?") && this.mayBegin && this.isBlank(1)) {
            this.openBlock(this.at);
        } else if ((character === "|" || character === ">") && this.mayBegin && this.depth === 0) {
            this.skipBlockScalar();
        } else {
            this.plain(character);
        }
    }

    /** A tag or an anchor leaves open what the token is. */
    private plain(character: string): void {
        if (this.mayBegin) {
            this.tokenStart = this.at;
        }
        if (this.mayBegin && (character === "!" || character === "&")) {
            while (!this.isBlank(0)) {
                this.at += 1;
            }
            return;
        }
        this.mayBegin = false;
        this.at += 1;
    }

    /** A plain scalar may end in a colon. */
    private *quote(scalar: string): Iterable<Edit> {
        if (!/["'\\\n]/.test(scalar)) {
            yield { at: this.tokenStart, removed: scalar.length, inserted: `"${scalar}"` };
        }
        this.at += 1;
    }

    /** True for a blank between two tokens, and not for one in a plain scalar or in the indentation of a block. */
    private isSeparator(): boolean {
        const next = this.text.slice(this.at, this.endOfLine()).trimStart()[0] ?? "";
        const isIndentation = this.depth === 0 && this.text.slice(this.lineStart, this.at).trim() === "";
        return !isIndentation && (this.mayBegin || ",]}:#".includes(next));
    }

    private behind(mayBegin: boolean): void {
        this.at += 1;
        this.mayBegin = mayBegin;
        this.isBehindToken = true;
    }

    private openBlock(start: number): void {
        if (this.depth === 0) {
            this.indent = start - this.lineStart;
        }
        this.at += 1;
        this.mayBegin = true;
    }

    private *quoted(quote: string): Iterable<Edit> {
        const isEscapedQuote = () => quote === "'" && this.text[this.at + 1] === quote;
        for (this.at += 1; this.at < this.text.length && (this.text[this.at] !== quote || isEscapedQuote()); ) {
            if (this.text[this.at] === "\n") {
                yield* this.nextLine(true);
            } else if (this.text[this.at] === quote) {
                this.at += 2;
            } else if (quote === '"' && this.text[this.at] === "\\") {
                if (this.text[this.at + 1] === "'") {
                    yield { at: this.at, removed: 1, inserted: "" };
                }
                this.at += this.text[this.at + 1] === "\n" ? 1 : 2;
            } else {
                this.at += 1;
            }
        }
        this.quotes.push([this.tokenStart, this.at]);
        this.behind(false);
    }

    /** A line that continues a flow collection or a quoted scalar is indented more than the block that holds it. */
    private *nextLine(isContinued = this.depth > 0): Iterable<Edit> {
        this.at += 1;
        this.lineStart = this.at;
        const indent = this.text.slice(this.at, this.endOfLine()).search(/[^ ]|$/);
        const content = this.text[this.at + indent];
        const isMark = indent === 0 && /^(?:---|\.\.\.)(?=\s|$)/.test(this.text.slice(this.at, this.at + 4));
        if (!isContinued) {
            // What is indented more continues a plain scalar.
            this.mayBegin = this.mayBegin || indent <= this.indent;
        } else if (
            content !== undefined &&
            content !== "\n" &&
            content !== "\r" &&
            !isMark &&
            indent <= this.indent + 1
        ) {
            yield { at: this.at, removed: 0, inserted: " ".repeat(this.indent + 2 - indent) };
        }
    }

    private skipBlockScalar(): void {
        this.at = this.endOfLine();
        while (this.at < this.text.length) {
            const start = this.at + 1;
            const end = this.endOfLine(start);
            const line = this.text.slice(start, end);
            if (line.trim() !== "" && line.search(/[^ ]/) <= this.indent) {
                return;
            }
            this.at = end;
        }
    }

    private isBlank(distance: number): boolean {
        const character = this.text[this.at + distance];
        return character === undefined || BLANK.test(character);
    }

    private endOfLine(from = this.at): number {
        const end = this.text.indexOf("\n", from);
        return end < 0 ? this.text.length : end;
    }
}
