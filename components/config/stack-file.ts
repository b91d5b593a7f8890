import { readFileSync } from "node:fs";
import { ConfigError, type Fault, show } from "./fault";
import { unknownKeyFault } from "./issues";
import { CONFIG_NAMESPACE, parseText, type RawConfig, SECRET_PLACEHOLDER } from "./raw-config";

/** What the engine itself reads in a stack's file. */
const FILE_KEYS = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

/**
 * Reads `Pulumi.<stack>.yaml`, so that a malformed stack is refused before the engine starts.
 *
 * @param path the file
 * @param stack the stack's name
 * @throws ConfigError when the file is absent, is not YAML, or is not a stack's file
 */
export function readStackFile(path: string, stack: string): RawConfig {
    const content = parseYaml(path, readText(path, stack));
    const faults = Object.keys(content)
        .filter((key) => !FILE_KEYS.includes(key))
        .map((key) => unknownKeyFault(key, key, FILE_KEYS));
    const config = content.config ?? {};
    if (!isMap(config)) {
        faults.push({
            path: "config",
            received: show(config),
            allowed: "a map of keys and values",
            next: `Write keys such as ${CONFIG_NAMESPACE}:cluster below config.`,
        });
    }
    if (faults.length > 0) throw new ConfigError(path, faults);
    const entries = Object.entries(isMap(config) ? config : {});
    return {
        stack,
        values: Object.fromEntries(
            entries.map(([key, value]) => [
                qualified(key),
                withoutCiphertext(typeof value === "string" ? parseText(value) : value),
            ]),
        ),
        secretKeys: entries.filter(([, value]) => containsSecret(value)).map(([key]) => qualified(key)),
    };
}

function readText(path: string, stack: string): string {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    } catch (error) {
        const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
        throw new ConfigError(path, [
            {
                path,
                received: absent ? "no such file" : "a file that cannot be read as UTF-8 text",
                allowed: `the configuration of the stack ${stack}`,
                next: absent
                    ? "Check the stack's name, or write the file; Pulumi.dev.yaml is an example."
                    : "Save it as UTF-8.",
            },
        ]);
    }
}

function parseYaml(path: string, text: string): Record<string, unknown> {
    // The program takes its config from the engine: the parser is loaded for the command line alone.
    const { LineCounter, parseDocument }: typeof import("yaml") = require("yaml");
    const lineCounter = new LineCounter();
    const document = parseDocument(text, { lineCounter, prettyErrors: false });
    const faults = document.errors.map((error): Fault => {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        return {
            path: `${path}:${line}:${col}`,
            received: error.message,
            allowed: "YAML 1.2",
            next: "Correct the syntax at this line and column.",
        };
    });
    if (faults.length > 0) throw new ConfigError(path, faults);
    const content: unknown = expand(path, () => document.toJS());
    if (content === null || content === undefined) return {};
    if (isMap(content)) return content;
    const received = show(content);
    throw new ConfigError(path, [
        { path, received, allowed: `a map with the keys ${FILE_KEYS.join(", ")}`, next: "Write a map." },
    ]);
}

/** Aliases are resolved here; a file that multiplies itself by them is refused by the parser. */
function expand<T>(path: string, read: () => T): T {
    try {
        return read();
    } catch (error) {
        const received = error instanceof Error ? error.message : String(error);
        throw new ConfigError(path, [
            { path, received, allowed: "YAML without recursive or excessive aliases", next: "Write the values out." },
        ]);
    }
}

/** Pulumi puts keys without a namespace into the project's. */
function qualified(key: string): string {
    return key.includes(":") ? key : `${CONFIG_NAMESPACE}:${key}`;
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSecret(value: unknown): boolean {
    return isMap(value) && Object.keys(value).length === 1 && typeof value.secure === "string";
}

function containsSecret(value: unknown): boolean {
    if (isSecret(value)) return true;
    return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}

function withoutCiphertext(value: unknown): unknown {
    if (isSecret(value)) return SECRET_PLACEHOLDER;
    if (Array.isArray(value)) return value.map(withoutCiphertext);
    if (!isMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutCiphertext(item)]));
}
