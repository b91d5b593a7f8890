import { asSchema, entryOf, optionsOf, type Schema } from "./schema-fields";
import { definitionName } from "./schema-type";

/**
 * The schema of a JSON Merge Patch over a value: nothing is required, and `null` removes a key. Lists and scalars are replaced whole.
 *
 * @param definitions what `$ref`s point to; their patches stand in their place
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export function patchOf(schema: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
    const { $ref, default: _, required: __, ...own } = schema;
    if ($ref !== undefined) {
        return patchOf(asSchema(definitions[definitionName($ref)]), definitions);
    }
    const described = { ...(own.description !== undefined && { description: own.description }) };
    const [pointer] = own.allOf ?? [];
    if (pointer !== undefined && Object.hasOwn(definitions, definitionName(asSchema(pointer).$ref ?? ""))) {
        return { ...patchOf(asSchema(pointer), definitions), ...described };
    }
    const options = optionsOf(own);
    if (options.length > 0) {
        return { ...described, anyOf: options.map((option) => patchOf(option, definitions)) };
    }
    if (own.type !== "object") {
        return own;
    }
    const removable = (value: unknown): Schema => ({
        anyOf: [patchOf(asSchema(value), definitions), { type: "null" }],
    });
    const entry = entryOf(own);
    return {
        ...own,
        ...(own.properties && {
            properties: Object.fromEntries(
                Object.entries(own.properties).map(([name, value]) => [name, removable(value)]),
            ),
        }),
        ...(entry && { additionalProperties: removable(entry) }),
    };
}
