import {
    boolYaml11Tag,
    defineScalarTag,
    EVENT_ID,
    load,
    mapTag,
    mergeTag,
    NOT_RESOLVED,
    nullYaml11Tag,
    parseEvents,
    Schema,
    seqTag,
    strTag,
    YAMLException,
} from "js-yaml";
import { repeatedKey } from "./json-keys";

/** What a document says, or why it says nothing. */
export type Parsed = { readonly value: unknown; readonly problem?: never } | Problem;

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
 * Reads one document as Kubernetes does: JSON, or YAML with the booleans, numbers and merge keys of YAML 1.1, but
 * neither dates nor numbers of base 60. Tags of an application are ignored.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2/resolve.go
 */
export function parseYaml(text: string): Parsed {
    const json = parseJson(text);
    if (json !== undefined) {
        const offset = json.problem === undefined ? repeatedKey(text) : undefined;
        return offset === undefined
            ? json
            : { problem: "the document has a key twice in one object", next: "Remove one of the two.", offset };
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
        const options = { schema: KUBERNETES, maxDepth: MAX_DEPTH, maxTotalMergeKeys: MAX_MERGED_KEYS };
        return { value: load(text, options) };
    } catch (error) {
        const isFault = error instanceof YAMLException;
        const reason = isFault ? withoutQuotes(error.reason) : "it cannot be read";
        const position = (isFault && error.mark?.position) || 0;
        const offset = Math.min(position, Math.max(0, text.trimEnd().length - 1));
        return {
            problem: `the document is not valid YAML: ${reason}`,
            next: "Correct the YAML at this place.",
            offset,
        };
    }
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

const DIGITS = [..."+-.0123456789"];
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(?:0b([01]+)|0x([0-9a-fA-F]+)|0o?([0-7]+)|(0|[1-9][0-9]*))$/i;

const int = defineScalarTag<number>("tag:yaml.org,2002:int", {
    implicit: true,
    implicitFirstChars: DIGITS,
    resolve: (source) => {
        const [, sign, binary, hex, octal, decimal] = INTEGER.exec(source.replaceAll("_", "")) ?? [];
        const digits = binary ?? hex ?? octal ?? decimal;
        if (digits === undefined) {
            return NOT_RESOLVED;
        }
        const radix = binary !== undefined ? 2 : hex !== undefined ? 16 : octal !== undefined ? 8 : 10;
        const size = Number.parseInt(digits, radix);
        return sign === "-" ? -size : size;
    },
    identify: () => false,
});

const float = defineScalarTag<number>("tag:yaml.org,2002:float", {
    implicit: true,
    implicitFirstChars: DIGITS,
    resolve: (source) => {
        const plain = source.startsWith(".") ? source : source.replaceAll("_", "");
        const size = FLOAT.test(plain) ? Number(plain) : Number.POSITIVE_INFINITY;
        return Number.isFinite(size) ? size : NOT_RESOLVED;
    },
    identify: () => false,
});

const binary = defineScalarTag<string>("tag:yaml.org,2002:binary", {
    resolve: (source) => Buffer.from(source, "base64").toString("utf8"),
    identify: () => false,
});

const KUBERNETES = new Schema([
    mapTag,
    seqTag,
    strTag,
    nullYaml11Tag,
    boolYaml11Tag,
    int,
    float,
    mergeTag,
    binary,
    { ...strTag, tagName: "tag:yaml.org,2002:timestamp" },
    { ...mapTag, tagName: "!", matchByTagPrefix: true },
    { ...seqTag, tagName: "!", matchByTagPrefix: true },
    { ...strTag, tagName: "!", matchByTagPrefix: true },
]);
