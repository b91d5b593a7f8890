import { isObject } from "../core/data";
import { UNKNOWN_STRINGS } from "../core/engine/signatures";
import { ownValue } from "../core/own-value";
import type { ReviewResource } from "./model/review";

/** What of a resource its price and its versions follow from. */
export type StackResource = Pick<ReviewResource, "urn" | "type" | "parent" | "inputs" | "outputs">;

/** What the program asks for at a path of names; what it leaves to AWS or the cluster is not there. */
export function inputAt(resource: StackResource, ...path: readonly string[]): unknown {
    return valueAt(resource.inputs, path);
}

/** What is at a path of names. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
    return path.reduce((at: unknown, name) => (isObject(at) ? ownValue(at, name) : undefined), value);
}

/** A text whose value is known. */
export function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" && !UNKNOWN_STRINGS.has(value) ? value : undefined;
}

/** A number, also one that is written as a text, as launch templates and StorageClasses have them. */
export function numberOf(value: unknown): number | undefined {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The items of a list; undefined where that is not known. */
export function listOf(value: unknown): readonly unknown[] | undefined {
    return Array.isArray(value) ? value : undefined;
}

/** The ID that AWS gives a resource. */
export function idOf(resource: StackResource): string | undefined {
    return textOf(resource.outputs.id);
}
