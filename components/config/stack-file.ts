import { readFileSync } from "node:fs";
import { isObject } from "../../core/data";
import { ConfigError, joinPath, show } from "../../core/faults/fault";
import { unknownKeyFault } from "../schema/issues";
import { SecretText } from "../schema/secret-text";
import { sizeFaults } from "./config-size";
import { CONFIG_NAMESPACE, parseText, type RawConfig } from "./raw-config";
import { readYaml } from "./yaml";

/** What the engine itself reads in a stack's file. */
const FILE_KEYS = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

/**
 * Reads `Pulumi.<stack>.yaml` as the engine does, so that a malformed stack is refused before the engine starts.
 *
 * @param path the file
 * @param stack the stack's name
 * @throws ConfigError when the file is absent, is not YAML, or is not a stack's file
 */
export function readStackFile(path: string, stack: string): RawConfig {
    const { content, faults } = readYaml(path, readText(path, stack), nameOf);
    const file = content ?? {};
    if (!isObject(file)) {
        const allowed = `a map with the keys ${FILE_KEYS.join(", ")}`;
        throw new ConfigError(path, [...faults, { path, received: show(file), allowed, next: "Write a map." }]);
    }
    const config = file.config ?? {};
    const malformed = Object.keys(file)
        .filter((key) => !FILE_KEYS.includes(key))
        .map((key) => unknownKeyFault(joinPath(key, []), key, FILE_KEYS));
    if (!isObject(config)) {
        malformed.push({
            path: "config",
            received: show(config),
            allowed: "a map of keys and values",
            next: `Write keys such as ${CONFIG_NAMESPACE}:cluster below config.`,
        });
    }
    if (malformed.length > 0 || !isObject(config)) {
        throw new ConfigError(path, [...faults, ...malformed]);
    }
    const entries = Object.entries(config).map(([key, value]) => [qualified(key), value] as const);
    return {
        stack,
        values: Object.fromEntries(
            entries.map(([key, value]) => [
                key,
                withoutCiphertext(typeof value === "string" ? parseText(value) : value),
            ]),
        ),
        faults: [...faults, ...sizeFaults(entries)],
    };
}

/** Faults name what stands below `config` by its key, with the namespace. */
function nameOf([section, key, ...rest]: readonly PropertyKey[]): string {
    if (section === undefined) {
        return "config";
    }
    if (section !== "config" || key === undefined) {
        return joinPath(String(section), key === undefined ? [] : [key, ...rest]);
    }
    return joinPath(qualified(String(key)), rest);
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

/** Pulumi puts keys without a namespace into the project's. */
function qualified(key: string): string {
    return key.includes(":") ? key : `${CONFIG_NAMESPACE}:${key}`;
}

function isSecret(value: unknown): boolean {
    return isObject(value) && Object.keys(value).length === 1 && typeof value.secure === "string";
}

function withoutCiphertext(value: unknown): unknown {
    if (isSecret(value)) {
        return new SecretText();
    }
    if (Array.isArray(value)) {
        return value.map(withoutCiphertext);
    }
    if (!isObject(value)) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutCiphertext(item)]));
}
