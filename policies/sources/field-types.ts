import { BUILT_IN_GROUPS } from "../../core/facts/kubernetes/api-groups";
import type { RawResource } from "../model/resource";
import { isUnknown, SECRET } from "../model/value";
import { type FieldType, typeOfModel } from "./models";

/** A field that the API server would refuse to read. */
export interface TypeFault {
    readonly steps: readonly (string | number)[];
    /** What is there, without its value. */
    readonly found: string;
    /** What belongs there. */
    readonly wanted: string;
}

/**
 * The fields of an object of Kubernetes itself that have the wrong type: the API server refuses them, and a rule does not
 * see them. Custom resources, fields that no version knows, unknown values and secrets are passed over.
 */
export function typeFaults({ type, props }: Pick<RawResource, "type" | "props">): readonly TypeFault[] {
    const model = modelFor(type);
    return model === undefined ? [] : [...faultsOf(props, model, [])];
}

const TOKEN = /^kubernetes:(?:([^:/]+)\/)?([A-Za-z0-9]+):([A-Za-z0-9]+)$/;

/** The model of a kind; of its stable version where its own is gone. */
function modelFor(type: string): FieldType | undefined {
    const [, token = "core", version = "", tokenKind = ""] = TOKEN.exec(type) ?? [];
    const group = token === "core" ? "" : token;
    if (!BUILT_IN_GROUPS.has(group) || version === "") {
        return undefined;
    }
    const kind = tokenKind.replace(/Patch$/, "");
    const label = capitalized(token.split(".")[0] ?? "");
    return [capitalized(version), "V1"]
        .flatMap((prefix) => [`${label}${prefix}${kind}`, `${prefix}${kind}`])
        .map(typeOfModel)
        .find((model) => model !== undefined);
}

function capitalized(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

function* faultsOf(value: unknown, type: FieldType, steps: readonly (string | number)[]): Iterable<TypeFault> {
    if (value === undefined || value === null || value === SECRET || isUnknown(value)) {
        return;
    }
    if (!type.accepts(value)) {
        yield { steps, found: isTooLarge(value, type) ? "one of more bits" : nameOf(value), wanted: type.wanted };
    } else if (Array.isArray(value)) {
        const { item } = type;
        for (const [index, element] of item === undefined ? [] : value.entries()) {
            yield* item === undefined ? [] : faultsOf(element, item, [...steps, index]);
        }
    } else if (typeof value === "object") {
        for (const [name, child] of Object.entries(value)) {
            const field = type.field?.(name);
            yield* field === undefined ? [] : faultsOf(child, field, [...steps, name]);
        }
    }
}

/** Said of a number, "a whole number" alone would sound as if it were what belongs there. */
function isTooLarge(value: unknown, { wanted }: FieldType): boolean {
    return Number.isInteger(value) && wanted.startsWith("a whole number");
}

function nameOf(value: unknown): string {
    switch (typeof value) {
        case "string":
            return "text";
        case "number":
            return Number.isInteger(value) ? "a whole number" : "a number";
        case "boolean":
            return "true or false";
        default:
            return Array.isArray(value) ? "a list" : "an object";
    }
}
