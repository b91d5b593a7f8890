import type * as z from "zod";

/** A node of a JSON Schema. */
export type Schema = z.core.JSONSchema.BaseSchema;

/** One key of a configuration. */
export interface Field {
    /** Where it stands: `<name>` is a name of the user's choice, `[]` each entry of a list. */
    readonly path: string;
    readonly schema: Schema;
    /** Whether it must be set wherever the map around it is. */
    readonly required: boolean;
}

/**
 * Every key below a schema, each followed by those nested in it. What a `$ref` points to is not entered.
 *
 * @param path where the schema itself stands. @default the root
 */
export function fieldsOf(schema: Schema, path = ""): Field[] {
    const keys = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
        const field = { path: join(path, key), schema: asSchema(value), required: isRequired(schema, key) };
        return [field, ...fieldsOf(field.schema, field.path)];
    });
    const options = optionsOf(schema).flatMap((option) => fieldsOf(option, path));
    const items = isSchema(schema.items) ? fieldsOf(schema.items, `${path}[]`) : [];
    return [...keys, ...entryFields(schema, path), ...options, ...items];
}

/** The keys of a map whose names the user chooses. An entry about which nothing is said is left out, its keys are not. */
function entryFields(schema: Schema, path: string): Field[] {
    const entry = entryOf(schema);
    if (!entry) {
        return [];
    }
    const field = { path: join(path, `<${placeholderOf(schema)}>`), schema: entry, required: false };
    return [...(isListed(entry) ? [field] : []), ...fieldsOf(entry, field.path)];
}

/** Whether an entry of a map is a field by itself, beside the keys in it. */
export function isListed(entry: Schema): boolean {
    return entry.description !== undefined || entry.$ref !== undefined;
}

/** The schema of every entry of a map whose names the user chooses; undefined for everything else. */
export function entryOf(schema: Schema): Schema | undefined {
    return isSchema(schema.additionalProperties) ? schema.additionalProperties : undefined;
}

/** What the names of a map's entries are names of. */
export function placeholderOf(schema: Schema): string {
    const names = schema.propertyNames;
    return isSchema(names) && typeof names.placeholder === "string" ? names.placeholder : "name";
}

/** The schemas of which a value fits one. */
export function optionsOf(schema: Schema): Schema[] {
    return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map(asSchema);
}

/** JSON Schema writes `true` for a schema that accepts everything. */
export function asSchema(value: unknown): Schema {
    return isSchema(value) ? value : {};
}

function isSchema(value: unknown): value is Schema {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRequired({ required = [] }: Schema, key: string): boolean {
    return required.includes(key);
}

function join(path: string, key: string): string {
    return path === "" ? key : `${path}.${key}`;
}
