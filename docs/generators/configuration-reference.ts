import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { CONFIG_NAMESPACE } from "../../components/config/raw-config";
import { configSchema } from "../../components/config/sections";
import { asSchema, type Field, fieldsOf, optionsOf, type Schema } from "./schema-fields";
import { definitionName, linkTo, typeText } from "./schema-type";

const INTRODUCTION = [
    "# Configuration reference",
    "",
    "Generated from the configuration's schema by `npm run docs`. These keys stand below `config:` in `Pulumi.<stack>.yaml`. What is",
    "wrong with them is reported all at once, before anything is created.",
    "",
    "The first line of each stack's file names [stack.schema.json](../stack.schema.json), which is generated from the same schema: an editor with",
    "the YAML language server (the extension YAML of VS Code, for example) completes keys, shows these descriptions and underlines what is",
    "misspelt. Pulumi keeps that line when it rewrites the file. What needs other keys or facts of AWS is checked by the commands.",
    "",
    "In a key, `<name>` stands for a name of your choice and `[]` for each entry of a list. A **required** key must be set wherever the map",
    "around it is; a key without a default can be left out.",
    "",
    "A value without quotes must mean what its text says: YAML takes `1.10`, `0027`, `1e3`, `1_000`, `0x1F`, `2024-01-01` and `True` for another number, a",
    "date or a truth value, so they are refused. Write text in quotes. All keys together may hold 128 KiB: the engine hands them to the policies in",
    "one environment variable.",
    "",
];

/** The reference of all configuration keys as Markdown: a table of contents, each section, then what sections share. */
export function configurationReference(): string {
    const root = z.toJSONSchema(configSchema(), { io: "input", unrepresentable: "any" });
    const definitions = schemasOf(root.$defs);
    const sections = Object.entries(schemasOf(root.properties)).map(([name, schema]): Field => {
        return { path: `${CONFIG_NAMESPACE}:${name}`, schema, required: root.required?.includes(name) ?? false };
    });
    const lines = [
        ...INTRODUCTION,
        "| section | default | |",
        "|---|---|---|",
        ...sections.map((section) => row([linkTo(section.path), defaultText(section), sentence(section, definitions)])),
        "",
        ...sections.flatMap((section) => sectionText(section, definitions)),
        ...Object.entries(definitions).flatMap(([name, schema]) => {
            const places = placesOf(name, sections, definitions).join(", ");
            return [
                `## ${name}`,
                "",
                `${schema.description} Used at ${places}.`,
                "",
                ...definitionText(schema, definitions),
            ];
        }),
    ];
    return `${lines.join("\n").trimEnd()}\n`;
}

type Definitions = Readonly<Record<string, Schema>>;

function schemasOf(schemas: Schema["properties"] = {}): Definitions {
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, asSchema(schema)]));
}

function sectionText(section: Field, definitions: Definitions): string[] {
    const { path, schema } = section;
    const head = [`## ${path}`, "", sentence(section, definitions), ""];
    const fields = fieldsOf(schema);
    if (fields.length === 0) {
        return [...head, ...scalarText(section)];
    }
    if (schema.oneOf) {
        return [...head, ...optionsOf(schema).flatMap((option) => variantText(option, definitions))];
    }
    return [...head, ...table(fields, definitions)];
}

function scalarText(section: Field): string[] {
    const value = defaultText(section);
    return [`Type: ${typeText(section.schema)}.${value && ` Default: ${value}.`}`, ""];
}

/** One of the forms that a section can take; the key with a fixed value tells which. */
function variantText(variant: Schema, definitions: Definitions): string[] {
    const fields = fieldsOf(variant);
    const discriminator = fields.find(({ schema }) => schema.const !== undefined);
    const others = fields.filter((field) => field !== discriminator);
    return [
        `### ${discriminator?.path}: ${discriminator?.schema.const}`,
        "",
        [
            discriminator?.schema.description,
            ...(others.length === 0 ? ["It has no other keys."] : []),
            ...(discriminator?.schema.default === undefined
                ? []
                : [`The default where \`${discriminator.path}\` is left out.`]),
        ].join(" "),
        "",
        ...table(others, definitions),
    ];
}

/** The keys of a definition. One that can take several forms has those of all forms first, once. */
function definitionText(schema: Schema, definitions: Definitions): string[] {
    if (!schema.oneOf) {
        return table(fieldsOf(schema), definitions);
    }
    const variants = optionsOf(schema);
    const [first = [], ...others] = variants.map((variant) => fieldsOf(variant));
    const isShared = (field: Field) =>
        others.every((fields) => fields.some((other) => isDeepStrictEqual(other, field)));
    const shared = first.filter(isShared);
    const own = variants.map((variant) => ({
        ...variant,
        properties: Object.fromEntries(
            Object.entries(variant.properties ?? {}).filter(([key]) => shared.every(({ path }) => path !== key)),
        ),
    }));
    return [...table(shared, definitions), ...own.flatMap((variant) => variantText(variant, definitions))];
}

/** Every path whose value is as a definition says. */
function placesOf(name: string, sections: readonly Field[], definitions: Definitions): string[] {
    const roots = [...sections, ...Object.entries(definitions).map(([path, schema]) => ({ path, schema }))];
    const places = roots
        .flatMap(({ path, schema }) => fieldsOf(schema, path))
        .filter(({ schema }) => schema.see === name || definitionName(schema.$ref ?? "") === name)
        .map(({ path }) => `\`${path}\``);
    return [...new Set(places)];
}

function table(fields: readonly Field[], definitions: Definitions): string[] {
    if (fields.length === 0) {
        return [];
    }
    const rows = fields.map((field) =>
        row([`\`${field.path}\``, typeText(field.schema), defaultText(field), sentence(field, definitions)]),
    );
    return ["| key | type | default | |", "|---|---|---|---|", ...rows, ""];
}

/** A vertical bar would end the cell, in code too. */
function row(cells: readonly string[]): string {
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** A map whose keys have rows of their own shows their defaults instead of its empty one. */
function defaultText({ schema, required }: Field): string {
    if (schema.default === undefined) {
        return required ? "**required**" : "";
    }
    const isEmptyMap = schema.properties && Object.keys(Object(schema.default)).length === 0;
    return isEmptyMap ? "" : `\`${JSON.stringify(schema.default)}\``;
}

function sentence({ schema }: Field, definitions: Definitions): string {
    const description = schema.description ?? definitions[definitionName(schema.$ref ?? "")]?.description ?? "";
    return typeof schema.see === "string" ? `${description} See ${linkTo(schema.see)}.` : description;
}
