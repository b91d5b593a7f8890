import { type FieldPath, formatPath } from "../../core/engine/field-path";
import type { CheckFailure } from "../../core/engine/provider";
import { isList, isMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../core/engine/values";
import { catalogued, type Kind, objectOf, type Shape, type Shapes } from "../../core/facts/aws/catalog";
import { countBreach, numberBreach, textBreach } from "../../core/facts/aws/catalog/constraints";
import { closest } from "../../core/faults/spelling";
import { ownValue } from "../../core/own-value";

/**
 * What the provider or AWS would not take of a resource's inputs: properties that are missing or unknown, values of another kind, or
 * outside of what AWS's own models allow. Values that are not known yet are taken, and those of secrets are not shown.
 */
export function inputFailures(type: string, inputs: PropertyMap): readonly CheckFailure[] {
    const validation = new Validation(type);
    validation.object(catalogued(type)?.inputs ?? {}, inputs, []);
    return validation.failures;
}

class Validation {
    readonly failures: CheckFailure[] = [];

    constructor(readonly type: string) {}

    object(shapes: Shapes, properties: PropertyMap, path: FieldPath): void {
        for (const [name, value] of Object.entries(properties)) {
            if (name.startsWith("__") || value === undefined || value === null) {
                continue;
            }
            const shape = ownValue(shapes, name);
            if (shape) {
                this.value(shape, value, [...path, name]);
            } else {
                this.unknown([...path, name], Object.keys(shapes));
            }
        }
        for (const [name, { required }] of Object.entries(shapes)) {
            const value = properties[name];
            if (!required || (value !== undefined && value !== null)) {
                continue;
            }
            const property = formatPath([...path, name]);
            this.failures.push({ property, reason: `missing required property '${property}'` });
        }
    }

    private unknown(path: FieldPath, known: readonly string[]): void {
        const property = formatPath(path);
        const meant = closest(String(path.at(-1)), known);
        const hint = meant === undefined ? `It knows ${known.join(", ")}.` : `Did you mean ${meant}?`;
        this.failures.push({ property, reason: `${this.type} has no property '${property}'. ${hint}` });
    }

    private value(shape: Shape, value: PropertyValue, path: FieldPath, isSecret = false): void {
        if (value instanceof Unknown || value === null) {
            return;
        }
        if (value instanceof Secret) {
            this.value(shape, value.value, path, true);
        } else if (isOfKind(shape.kind, value)) {
            this.content(shape, value, path, isSecret);
        } else {
            this.refuse(path, `is ${shown(value, isSecret)}: the provider takes ${KINDS[shape.kind]}`);
        }
    }

    private content(shape: Shape, value: PropertyValue, path: FieldPath, isSecret: boolean): void {
        if (shape.kind === "string") {
            this.text(shape, String(value), path, isSecret);
        } else if (shape.kind === "number") {
            this.constraint(numberBreach(Number(value), shape), value, path, isSecret);
        } else if (shape.kind === "json") {
            this.json(value, path);
        } else if (isList(value)) {
            this.list(shape, value, path, isSecret);
        } else if (isMap(value) && shape.kind === "object") {
            this.object(objectOf(this.type, shape), value, path);
        } else if (isMap(value) && shape.kind === "map") {
            this.map(shape, value, path, isSecret);
        }
    }

    /** The provider cannot tell an optional text that is empty, or such a list, from one that is not there. */
    private text(shape: Shape, text: string, path: FieldPath, isSecret: boolean): void {
        if (text === "" && !shape.required && path.length === 1) {
            return;
        }
        this.constraint(textBreach(text, shape), text, path, isSecret);
    }

    private json(value: PropertyValue, path: FieldPath): void {
        if (typeof value !== "string" || value === "" || isJson(value)) {
            return;
        }
        this.refuse(path, "contains invalid JSON");
    }

    private list(shape: Shape, items: readonly PropertyValue[], path: FieldPath, isSecret: boolean): void {
        if (items.length > 0 || shape.required) {
            this.constraint(countBreach(items.length, shape), items, path, isSecret);
        }
        const { of } = shape;
        if (of) {
            for (const [index, item] of items.entries()) {
                this.value(of, item, [...path, index], isSecret);
            }
        }
    }

    private map({ of, keys }: Shape, entries: PropertyMap, path: FieldPath, isSecret: boolean): void {
        for (const [key, value] of Object.entries(entries)) {
            const breach = keys && textBreach(key, keys);
            if (breach !== undefined) {
                this.refuse(path, `has the key ${JSON.stringify(key)}: AWS takes ${breach}`);
            }
            if (of && value !== undefined) {
                this.value(of, value, [...path, key], isSecret);
            }
        }
    }

    private constraint(breach: string | undefined, value: PropertyValue, path: FieldPath, isSecret: boolean): void {
        if (breach !== undefined) {
            this.refuse(path, `is ${shown(value, isSecret)}: AWS takes ${breach}`);
        }
    }

    private refuse(path: FieldPath, what: string): void {
        const property = formatPath(path);
        this.failures.push({ property, reason: `'${property}' ${what}` });
    }
}

const KINDS: Readonly<Record<Kind, string>> = {
    any: "anything",
    asset: "an asset or archive",
    boolean: "true or false",
    json: "a JSON document",
    list: "a list",
    map: "an object",
    number: "a number",
    object: "an object",
    string: "text",
};

/** Whether the provider takes the value for one of the kind. It makes numbers and booleans of text, and text of them. */
function isOfKind(kind: Kind, value: PropertyValue): boolean {
    switch (kind) {
        case "string":
            return isScalar(value);
        case "number":
            return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
        case "boolean":
            return typeof value === "boolean" || value === "true" || value === "false";
        case "json":
            return typeof value === "string" || isMap(value);
        case "list":
            return isList(value);
        case "map":
        case "object":
            return isMap(value);
        default:
            return true;
    }
}

function isScalar(value: PropertyValue): boolean {
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isJson(text: string): boolean {
    try {
        JSON.parse(text);
        return true;
    } catch {
        return false;
    }
}

const MOST_SHOWN = 80;

/** A value as a message shows it. */
function shown(value: PropertyValue, isSecret: boolean): string {
    if (isSecret) {
        return "a secret";
    }
    if (isList(value)) {
        return "a list";
    }
    if (!isScalar(value)) {
        return "an object";
    }
    const text = JSON.stringify(value);
    return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text;
}
