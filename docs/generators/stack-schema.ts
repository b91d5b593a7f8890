import * as z from "zod";
import { CLUSTER_KINDS, type ClusterKind } from "../../components/config/cluster-kind";
import { CONFIG_NAMESPACE } from "../../components/config/raw-config";
import type { Section } from "../../components/config/section";
import { configSchema, SECTIONS } from "../../components/config/sections";
import { SecretText } from "../../components/schema/secret-text";
import { asSchema, type Schema } from "./schema-fields";
import { patchOf } from "./schema-patch";

const ENCRYPTED = "#/definitions/EncryptedValue";

/** What the engine itself keeps in a stack's file. */
const ENGINE_KEYS: Readonly<Record<string, Schema>> = {
    environment: { description: "Environments of Pulumi ESC." },
    secretsprovider: { type: "string", description: "What encrypts the stack's secrets." },
    encryptedkey: { type: "string", description: "The key of the secrets, encrypted by the secrets provider." },
    encryptionsalt: { type: "string", description: "Salt of the passphrase." },
};

/**
 * The JSON Schema of `Pulumi.<stack>.yaml` for editors. It is draft 7, which all of them know, and says what a value's shape can say: what
 * needs other values or facts of AWS is left to the loader.
 */
export function stackSchema(): string {
    const { definitions, properties = {} } = z.toJSONSchema(configSchema(), {
        target: "draft-7",
        io: "input",
        unrepresentable: "any",
        override: ({ zodSchema, jsonSchema }) => {
            if (zodSchema._zod.bag.Class === SecretText) {
                jsonSchema.allOf = [{ $ref: ENCRYPTED }];
            }
        },
    });
    const shared = schemasOf(definitions);
    const sections = Object.entries(schemasOf(properties));
    const schema = {
        $schema: "http://json-schema.org/draft-07/schema#",
        $comment: "Generated from components/config/sections by npm run docs.",
        type: "object",
        properties: {
            config: {
                type: "object",
                properties: Object.fromEntries(
                    sections.map(([name, section]) => [keyOf(name), asWritten(finished(section, shared))]),
                ),
                // The engine puts keys without a namespace into the project's.
                patternProperties: {
                    ...Object.fromEntries(
                        sections.map(([name]) => [
                            `^${name}$`,
                            { $ref: `#/properties/config/properties/${keyOf(name)}` },
                        ]),
                    ),
                    "^pulumi:": {},
                },
                additionalProperties: false,
                allOf: [present("cluster"), ...CLUSTER_KINDS.map(rulesOf)],
            },
            ...ENGINE_KEYS,
        },
        required: ["config"],
        additionalProperties: false,
        definitions: {
            ...mapped(definitions, shared),
            EncryptedValue: {
                type: "object",
                properties: { secure: { type: "string" } },
                required: ["secure"],
                additionalProperties: false,
                description: "A secret, as `platform secret set` and `pulumi config set --secret --path` write it.",
            },
        },
    };
    return `${JSON.stringify(schema, undefined, 1)}\n`;
}

/** Which sections a kind of cluster needs, and which it does not have. */
function rulesOf(kind: ClusterKind): Schema {
    const sections: readonly Section[] = SECTIONS;
    const foreign = sections.filter(({ appliesTo }) => !appliesTo.includes(kind));
    const needed = sections.filter(({ appliesTo, schema }) => appliesTo.includes(kind) && !isOptional(schema));
    return {
        if: {
            properties: {
                [keyOf("cluster")]: { type: "object", properties: { kind: { const: kind } }, required: ["kind"] },
            },
            required: [keyOf("cluster")],
        },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: {
            properties: Object.fromEntries(foreign.map(({ name }) => [keyOf(name), false])),
            allOf: needed.map(({ name }) => present(name)),
        },
    };
}

function isOptional(schema: z.ZodType): boolean {
    return schema.safeParse(undefined).success;
}

function present(section: string): Schema {
    return { anyOf: [{ required: [keyOf(section)] }, { required: [section] }] };
}

/** The engine writes truth values of top-level keys as text. */
function asWritten(section: Schema): Schema {
    if (section.type !== "boolean") {
        return section;
    }
    return { ...section, type: ["boolean", "string"], enum: [true, false, "true", "false"] };
}

/**
 * A schema without this project's own keywords: what only points to another definition becomes a patch of that. The engine takes a map
 * with the one key `secure` for an encrypted value, also where the names of keys are the user's.
 */
function finished(schema: Schema, shared: Readonly<Record<string, Schema>>): Schema {
    const { see, placeholder: _, ...own } = schema;
    if (typeof see === "string") {
        const patch = finished(patchOf(asSchema(shared[see]), shared), shared);
        return {
            ...(own.description !== undefined && { description: own.description }),
            anyOf: [patch, { type: "null" }],
        };
    }
    const entries = Object.entries(own).map(([key, value]): [string, unknown] => {
        if (key === "properties") {
            return [key, mapped(value, shared)];
        }
        if (["anyOf", "oneOf", "allOf"].includes(key) && Array.isArray(value)) {
            return [key, value.map((option) => finished(asSchema(option), shared))];
        }
        const isNested = ["items", "additionalProperties", "propertyNames"].includes(key) && typeof value === "object";
        return [key, isNested ? finished(asSchema(value), shared) : value];
    });
    const isOpen = typeof schema.additionalProperties === "object";
    return { ...Object.fromEntries(entries), ...(isOpen && { not: { $ref: ENCRYPTED } }) };
}

function mapped(properties: unknown, shared: Readonly<Record<string, Schema>>): Record<string, Schema> {
    return Object.fromEntries(
        Object.entries(schemasOf(properties)).map(([name, value]) => [name, finished(value, shared)]),
    );
}

function schemasOf(schemas: unknown): Record<string, Schema> {
    return Object.fromEntries(Object.entries(asSchema(schemas)).map(([name, schema]) => [name, asSchema(schema)]));
}

function keyOf(section: string): string {
    return `${CONFIG_NAMESPACE}:${section}`;
}
