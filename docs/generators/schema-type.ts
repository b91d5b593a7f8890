import { asSchema, entryOf, isListed, optionsOf, placeholderOf, type Schema } from "./schema-fields";

/** What a schema accepts, in a few words of Markdown: its type with the values or the range that are allowed. */
export function typeText(schema: Schema): string {
    const { $ref, title, const: constant, enum: values, type } = schema;
    if ($ref !== undefined) {
        return linkTo(definitionName($ref));
    }
    if (title !== undefined) {
        return `${title}${exampleText(schema)}`;
    }
    if (constant !== undefined) {
        return code(constant);
    }
    if (values) {
        return values.map(code).join(", ");
    }
    const options = optionsOf(schema);
    if (options.length > 0) {
        return alternatives(options.flatMap((option) => (Array.isArray(option.type) ? option.type : typeText(option))));
    }
    if (Array.isArray(type)) {
        return alternatives(type);
    }
    if (type === "array") {
        return listText(schema);
    }
    if (type === "object") {
        return mapText(schema);
    }
    if (type === "string") {
        return `${withRange("string", undefined, schema.maxLength, " characters")}${exampleText(schema)}`;
    }
    if (type === "integer" || type === "number") {
        return withRange(type, limit(schema.minimum), limit(schema.maximum));
    }
    return type ?? "any";
}

/** The name of the definition that a `$ref` points to. */
export function definitionName(reference: string): string {
    return reference.replace(/^.*\//, "");
}

/** A link to the heading of that text on the same page. */
export function linkTo(heading: string): string {
    const slug = heading
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-");
    return `[${heading}](#${slug})`;
}

function listText(schema: Schema): string {
    const text = `list of ${typeText(asSchema(schema.items))}`;
    if (schema.minItems === 1 && schema.maxItems === undefined) {
        return `${text}, not empty`;
    }
    return withRange(text, schema.minItems, schema.maxItems, " entries");
}

function mapText(schema: Schema): string {
    const entry = entryOf(schema);
    if (!entry || Object.keys(entry).length === 0) {
        return "map";
    }
    return entry.type === "object" || isListed(entry) ? `map by ${placeholderOf(schema)}` : `map of ${typeText(entry)}`;
}

function exampleText({ examples = [] }: Schema): string {
    return examples.length === 0
        ? ""
        : ` such as ${examples.map((example) => code(JSON.stringify(example))).join(" or ")}`;
}

function withRange(text: string, least: number | undefined, most: number | undefined, unit = ""): string {
    if (least !== undefined && most !== undefined) {
        return `${text}, ${least} to ${most}${unit}`;
    }
    if (most !== undefined) {
        return `${text}, at most ${most}${unit}`;
    }
    return least === undefined ? text : `${text}, at least ${least}${unit}`;
}

/** The bounds of every integer that JSON can carry say nothing. */
function limit(bound: number | undefined): number | undefined {
    return bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : bound;
}

function alternatives(words: readonly string[]): string {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function code(value: unknown): string {
    return `\`${String(value)}\``;
}
