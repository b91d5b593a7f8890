import { EVENT_ID, load, parseEvents, YAMLException } from "js-yaml";
import { repeatedKey } from "./json-keys";
import { inStrictForms, OTHER_MEANING, quotedSpans } from "./yaml-forms";
import { KUBERNETES } from "./yaml-schema";

/** What a document says, or why it says nothing. */
export type Parsed = Readable | Problem;

export interface Readable {
    readonly value: unknown;
    readonly problem?: never;
    /** Set where a key stands twice in one map: kubectl takes the last value in silence, and other tools refuse the document. */
    readonly repeated?: Problem;
}

export interface Problem {
    readonly value?: never;
    readonly problem: string;
    readonly next: string;
    /** Where in the document it is. */
    readonly offset: number;
}

/** Levels of a document. No Kubernetes object comes near, and a stack holds several times as many. */
export const MAX_DEPTH = 500;

const MEBIBYTE = 1024 * 1024;

/** Characters of one YAML document; reading takes about 20 bytes of memory for each. JSON is not limited by this. */
const MAX_YAML_LENGTH = 64 * MEBIBYTE;

/** Values of a document in which aliases repeat some; a few lines can stand for billions. */
const MAX_REPEATED_VALUES = 1_000_000;

const MAX_MERGED_KEYS = 100_000;

/**
 * Reads one document as kubectl does: JSON, or YAML with the booleans, numbers and merge keys of YAML 1.1, but neither dates
 * nor numbers of base 60. Tags are ignored unless they say what a scalar is.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2/resolve.go
 */
export function parseYaml(text: string): Parsed {
    const json = parseJson(text);
    if (json !== undefined) {
        const offset = json.problem === undefined ? repeatedKey(text) : undefined;
        return json.problem !== undefined || offset === undefined ? json : { ...json, repeated: repeatedAt(offset) };
    }
    const parsed = parseText(text);
    const problem =
        parsed.problem === undefined && text.includes("*")
            ? problemOf(parsed.value, MAX_REPEATED_VALUES, "an alias contains itself, or repeats too much")
            : undefined;
    const alias = problem === undefined ? undefined : firstAlias(text);
    return problem === undefined || alias === undefined ? parsed : { ...problem, offset: alias };
}

/**
 * Reads one JSON document, which is ten times as fast as reading it as YAML.
 *
 * @returns `undefined` for what is no JSON object or list
 */
export function parseJson(text: string): Parsed | undefined {
    if (!/^\s*[[{]/.test(text)) {
        return undefined;
    }
    try {
        const value: unknown = JSON.parse(text);
        return problemOf(value, Number.POSITIVE_INFINITY, "it is nested too deep") ?? { value };
    } catch {
        return undefined;
    }
}

function parseText(text: string): Parsed {
    if (text.length > MAX_YAML_LENGTH) {
        return {
            problem: `the document is longer than ${MAX_YAML_LENGTH / MEBIBYTE} MiB`,
            next: "Split it into several documents with a line of --- between them, or write it as JSON.",
            offset: 0,
        };
    }
    try {
        return inAnyForm(text, readValue);
    } catch (error) {
        const isFault = error instanceof YAMLException;
        const reason = isFault ? withoutQuotes(error.reason) : "it cannot be read";
        const offset = Math.min(positionOf(error), Math.max(0, text.trimEnd().length - 1));
        return {
            problem: `the document is not valid YAML: ${reason}`,
            next: "Correct the YAML at this place.",
            offset,
        };
    }
}

function readValue(text: string, original: (offset: number) => number): Readable {
    const options = { schema: KUBERNETES, maxDepth: MAX_DEPTH, maxTotalMergeKeys: MAX_MERGED_KEYS };
    try {
        return { value: load(text, options) };
    } catch (error) {
        if (error instanceof YAMLException && error.reason === "duplicated mapping key") {
            return { value: load(text, { ...options, json: true }), repeated: repeatedAt(original(positionOf(error))) };
        }
        throw error;
    }
}

function positionOf(error: unknown): number {
    return (error instanceof YAMLException && error.mark?.position) || 0;
}

function repeatedAt(offset: number): Problem {
    const problem = "the document has a key twice in one object; kubectl takes the last, and other tools refuse it";
    return { problem, next: "Remove one of the two.", offset };
}

/**
 * Reads a document, and where it cannot be read its {@link inStrictForms}.
 *
 * @param read given the text and where its characters stand in the document
 * @throws what `read` throws of the document as it is written
 */
export function inAnyForm<T>(document: string, read: (text: string, original: (offset: number) => number) => T): T {
    const text = withLineFeeds(document);
    const strict = OTHER_MEANING.test(text) ? inStrictForms(text) : undefined;
    try {
        return strict === undefined ? read(text, (offset) => offset) : read(strict.text, strict.original);
    } catch (error) {
        const rewritten = strict === undefined ? inStrictForms(text) : undefined;
        if (rewritten === undefined) {
            throw error;
        }
        try {
            return read(rewritten.text, rewritten.original);
        } catch {
            throw error;
        }
    }
}

/** What YAML 1.1 takes for the end of a line, as kubectl does, though no editor shows one. */
const OTHER_BREAKS = /[\u0085\u2028\u2029]/g;

/** The same document with line feeds for all ends of lines. Two of Unicode's are kept in a quoted scalar, as kubectl keeps them. */
function withLineFeeds(document: string): string {
    const text = document.replace(OTHER_BREAKS, "\n");
    if (!/[\u2028\u2029]/.test(document)) {
        return text;
    }
    const parts: string[] = [];
    let from = 0;
    for (const [start, end] of quotedSpans(text)) {
        parts.push(text.slice(from, start), document.slice(start, end).replaceAll("\u0085", "\n"));
        from = end;
    }
    return [...parts, text.slice(from)].join("");
}

/** A reason may quote the text that it is about, which may be a secret. */
function withoutQuotes(reason: string): string {
    return reason.replace(/\s*"[^"]*"/g, "");
}

/** Walks without recursion, because what is too deep for the stack is what it looks for. */
function problemOf(root: unknown, maxValues: number, reason: string): Problem | undefined {
    const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
    let count = 0;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { value, depth } = next;
        count += 1;
        if (depth > MAX_DEPTH || count > maxValues) {
            return {
                problem: `the document cannot be read: ${reason}`,
                next: `Write the values out, at most ${MAX_DEPTH} levels deep.`,
                offset: 0,
            };
        }
        if (typeof value === "object" && value !== null) {
            for (const child of Object.values(value)) {
                open.push({ value: child, depth: depth + 1 });
            }
        }
    }
    return undefined;
}

/** Where the first alias is; what has none is as long as it looks, and no deeper than the parser allows. */
function firstAlias(text: string): number | undefined {
    const alias = parseEvents(text, { maxDepth: MAX_DEPTH }).find((event) => event.type === EVENT_ID.ALIAS);
    return alias && alias.anchorStart - 1;
}
