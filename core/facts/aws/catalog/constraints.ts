import { closest } from "../../../faults/spelling";
import type { Constraints } from "./shape";

/** Longer lists of values are cut in messages. */
const MOST_VALUES = 40;

/** What AWS takes instead of a text; undefined where it takes the text. Lengths are counted in characters, as AWS does. */
export function textBreach(text: string, constraints: Constraints): string | undefined {
    const { pattern, minLength, maxLength } = constraints;
    if (constraints.enum) {
        return valueBreach(text, constraints.enum);
    }
    const length = [...text].length;
    if (length < (minLength ?? 0) || length > (maxLength ?? Infinity)) {
        return `${between("character", minLength, maxLength)}, not ${length}`;
    }
    return pattern === undefined || wholly(pattern).test(text) ? undefined : `text that matches ${pattern}`;
}

/** What AWS takes instead of a number; undefined where it takes the number. */
export function numberBreach(value: number, constraints: Constraints): string | undefined {
    const { minimum, maximum, integer } = constraints;
    if (constraints.enum) {
        return valueBreach(value, constraints.enum);
    }
    if (value < (minimum ?? -Infinity) || value > (maximum ?? Infinity)) {
        if (minimum === undefined) {
            return `${maximum} at most`;
        }
        return maximum === undefined ? `${minimum} at least` : `${minimum} to ${maximum}`;
    }
    return integer && !Number.isInteger(value) ? "a number without a fraction" : undefined;
}

/** What AWS takes instead of so many items; undefined where it takes them. */
export function countBreach(count: number, { minItems, maxItems }: Constraints): string | undefined {
    if (count >= (minItems ?? 0) && count <= (maxItems ?? Infinity)) {
        return undefined;
    }
    return `${between("item", minItems, maxItems)}, not ${count}`;
}

function valueBreach(value: string | number, allowed: readonly (string | number)[]): string | undefined {
    if (allowed.includes(value)) {
        return undefined;
    }
    const meant = closest(String(value), allowed.map(String));
    const more = allowed.length > MOST_VALUES ? ` and ${allowed.length - MOST_VALUES} more` : "";
    const list = `one of ${allowed.slice(0, MOST_VALUES).join(", ")}${more}`;
    return meant === undefined ? list : `${list}. Did you mean ${meant}?`;
}

function between(unit: string, low: number | undefined, high: number | undefined): string {
    if (low === undefined) {
        return `at most ${high} ${unit}s`;
    }
    return high === undefined ? `at least ${low} ${unit}s` : `${low} to ${high} ${unit}s`;
}

const patterns = new Map<string, RegExp>();

/** The pattern of a whole text. */
function wholly(pattern: string): RegExp {
    const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, "u");
    patterns.set(pattern, known);
    return known;
}
