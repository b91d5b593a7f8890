import { inspect } from "node:util";
import * as z from "zod";

/** Stands for a secret's value wherever it would be shown. */
export const SECRET_PLACEHOLDER = "[secret]";

/** What a secret is while its value is not known: while a file is checked without its key, and in a simulated run. */
const UNKNOWN_TEXT = "simulated-secret";

/** What one is whose value has become another, in a simulated run. */
const CHANGED_TEXT = "another-simulated-secret";

/** The values themselves, outside of the objects that stand for them: what walks over an object's fields finds none. */
const texts = new WeakMap<SecretText, string>();

/** Those whose value is not known, save that it has become another. */
const changed = new WeakSet<SecretText>();

/**
 * A value that the stack's file holds encrypted (`secure:`). It has no field and prints as `[secret]`, so that neither a fault report nor
 * a component's recorded arguments can hold it; `reveal` alone gives the text.
 */
export class SecretText {
    /** @param text the value. @default unknown: a stand-in takes its place */
    constructor(text?: string) {
        if (text !== undefined) {
            texts.set(this, text);
        }
    }

    /** A secret that a simulated run does not know, save that it is another one than before. */
    static changed(): SecretText {
        const secret = new SecretText();
        changed.add(secret);
        return secret;
    }

    /** Whether the value itself is here, and not a stand-in. */
    get isKnown(): boolean {
        return texts.has(this);
    }

    /** The value, or the stand-in of a simulated run. Put it into a Secret and nowhere else. */
    reveal(): string {
        return texts.get(this) ?? (changed.has(this) ? CHANGED_TEXT : UNKNOWN_TEXT);
    }

    /** The placeholder, for reports and recorded arguments. */
    toJSON(): string {
        return SECRET_PLACEHOLDER;
    }

    /** The placeholder, for texts that it is put into. */
    toString(): string {
        return SECRET_PLACEHOLDER;
    }

    /** The placeholder, for `console.log` and stack traces. */
    [inspect.custom](): string {
        return SECRET_PLACEHOLDER;
    }
}

/** A place that takes an encrypted value and nothing else. */
export const secretText = z
    .instanceof(SecretText, { error: "an encrypted value, {secure: ...}" })
    .meta({ title: "encrypted value" });

/** Where a value stands in a stack's configuration, from the key with its namespace on. */
export type ValuePath = readonly (string | number)[];

/**
 * The places of all secrets below a value.
 *
 * @param at where the value itself stands. @default the root
 */
export function secretPaths(value: unknown, at: ValuePath = []): ValuePath[] {
    if (value instanceof SecretText) {
        return [at];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => secretPaths(item, [...at, index]));
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.entries(value).flatMap(([key, item]) => secretPaths(item, [...at, key]));
}

/** The same values with a secret at each of the places, made from what stands there. */
export function withSecrets<T>(
    value: T,
    paths: readonly ValuePath[],
    make: (text: unknown, path: ValuePath) => SecretText,
): T {
    return replace(value, [], new Map(paths.map((path) => [JSON.stringify(path), path])), make) as T;
}

function replace(
    value: unknown,
    at: ValuePath,
    paths: ReadonlyMap<string, ValuePath>,
    make: (text: unknown, path: ValuePath) => SecretText,
): unknown {
    if (paths.has(JSON.stringify(at))) {
        return make(value, at);
    }
    if (Array.isArray(value)) {
        return value.map((item, index) => replace(item, [...at, index], paths, make));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, replace(item, [...at, key], paths, make)]),
    );
}
