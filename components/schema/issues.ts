import type * as z from "zod";
import { type Fault, joinPath, show } from "../../core/faults/fault";
import { closest } from "../../core/faults/spelling";
import { readPlain } from "./plain-scalar";

/**
 * Shown by a schema's own checks to say what to do: `refine(..., { error: "what is allowed", params: { next: "what to do" } })`.
 */
interface FaultHint {
    readonly next?: string;
}

/** What zod reports, in the words of a fault report: the message of an issue is what is allowed at its place. */
export function allowedBy(issue: z.core.$ZodRawIssue): string | undefined {
    switch (issue.code) {
        case "invalid_type":
            return `${article(issue.expected)}`;
        case "invalid_value":
            return issue.values.map((value) => show(value)).join(" or ");
        case "unrecognized_keys":
            return knownKeys(issue.inst).join(", ");
        case "too_small":
            return boundary("at least", issue.minimum, issue.origin, issue.inclusive);
        case "too_big":
            return boundary("at most", issue.maximum, issue.origin, issue.inclusive);
        case "invalid_format":
            return issue.pattern ? `text that matches ${issue.pattern}` : `a valid ${issue.format}`;
        case "not_multiple_of":
            return `a multiple of ${issue.divisor}`;
        case "invalid_union":
            return unionOptions(issue);
        default:
            return undefined;
    }
}

/** The faults that one zod issue stands for: one for each unknown key, one for everything else. */
export function toFaults(key: string, issue: z.core.$ZodIssue): Fault[] {
    if (issue.code === "unrecognized_keys") {
        const known = issue.message.split(", ");
        return issue.keys.map((unknownKey) =>
            unknownKeyFault(joinPath(key, [...issue.path, unknownKey]), unknownKey, known),
        );
    }
    if (issue.code === "invalid_key") {
        const cause = issue.issues[0];
        return [
            {
                path: joinPath(key, issue.path),
                received: `the name ${show(issue.path.at(-1))}`,
                allowed: cause?.message ?? issue.message,
                next: "Rename it.",
            },
        ];
    }
    return [
        {
            path: joinPath(key, issue.path),
            received: show(inputOf(issue)),
            allowed: issue.message,
            next: hintOf(issue) ?? nextStep(issue),
        },
    ];
}

/** The value at the path of an issue; of a union that one key decides zod gives the whole map. */
function inputOf(issue: z.core.$ZodIssue): unknown {
    const { input } = issue;
    const isMap = typeof input === "object" && input !== null;
    if (issue.code !== "invalid_union" || !("discriminator" in issue) || !isMap) {
        return input;
    }
    return new Map(Object.entries(input)).get(String(issue.discriminator));
}

/** The fault for a key that nothing reads. */
export function unknownKeyFault(path: string, key: string, known: readonly string[]): Fault {
    const suggestion = closest(key, known);
    return {
        path,
        received: `the key ${show(key)}`,
        allowed: known.join(", "),
        next: suggestion ? `Did you mean "${suggestion}"?` : "Remove this key.",
    };
}

function nextStep({ code, input, ...issue }: z.core.$ZodIssue): string {
    if (code !== "custom" && input === undefined) {
        return "Add this key.";
    }
    if (input === null) {
        return "Write a value, or remove this key.";
    }
    if ("expected" in issue) {
        // YAML reads 1.30 as 1.3 and 0123 as 83.
        const isScalar = typeof input === "number" || typeof input === "boolean";
        if (issue.expected === "string" && isScalar) {
            return "Write it in quotes.";
        }
        const meant = parsedText(input);
        if (issue.expected === typeof meant || (issue.expected === "int" && Number.isInteger(meant))) {
            return "Write it without quotes.";
        }
    }
    return "Change the value.";
}

/** The number or truth value whose text a value is. */
function parsedText(input: unknown): unknown {
    if (typeof input !== "string") {
        return undefined;
    }
    const scalar = readPlain(input);
    return "value" in scalar && typeof scalar.value !== "string" ? scalar.value : undefined;
}

function hintOf(issue: z.core.$ZodIssue): string | undefined {
    if (issue.code !== "custom") {
        return undefined;
    }
    const hint: FaultHint | undefined = issue.params;
    return hint?.next;
}

function knownKeys(schema: unknown): string[] {
    const definition = (schema as z.core.$ZodObject | undefined)?._zod.def;
    return Object.keys(definition?.shape ?? {});
}

function unionOptions(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
    if ("options" in issue && Array.isArray(issue.options)) {
        // Undefined stands for the one that is meant where the key is left out.
        const named = issue.options.filter((option) => option !== undefined);
        return named.map((option) => show(option)).join(" or ");
    }
    const messages = issue.errors.flatMap((option) => option.slice(0, 1).map((first) => first.message));
    return [...new Set(messages)].join(" or ");
}

function boundary(word: string, limit: number | bigint, origin: string, inclusive: boolean | undefined): string {
    const noun = origin === "string" ? " character" : origin === "array" || origin === "set" ? " item" : "";
    const unit = noun === "" || Number(limit) === 1 ? noun : `${noun}s`;
    return `${inclusive === false ? (word === "at least" ? "more than" : "less than") : word} ${limit}${unit}`;
}

const ARTICLES: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a map of keys and values",
    record: "a map of names and values",
};

function article(expected: string): string {
    return ARTICLES[expected] ?? expected;
}
