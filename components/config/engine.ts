import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { ConfigError } from "../../core/faults/fault";
import { SECRET_PLACEHOLDER, SecretText, secretPaths, type ValuePath, withSecrets } from "../schema/secret-text";
import { CONFIG_NAMESPACE, parseText, type RawConfig } from "./raw-config";
import { readStackFile } from "./stack-file";

/** Where a stack's encrypted values stand, and what they are. */
export interface ConfigSecrets {
    /** The path of each secret, from the key with its namespace on. */
    readonly paths: readonly ValuePath[];
    /**
     * The secret at a path.
     *
     * @default what the engine hands over there, decrypted
     */
    readonly at?: (path: ValuePath) => SecretText;
}

/**
 * Reads the configuration of the stack that the engine is working on. The engine hands every value over as text; structured values
 * and booleans are JSON. It decrypts secrets and tells which top-level keys hold some, but not where: that is read in the stack's file.
 *
 * @param secrets where the secrets stand. @default as `Pulumi.<stack>.yaml` beside Pulumi.yaml says
 * @throws ConfigError when a key holds a secret that the file does not have
 */
export function readEngineConfig(secrets?: ConfigSecrets): RawConfig {
    const texts = pulumi.runtime.allConfig();
    const values = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, parseText(text)]));
    const flagged = Object.keys(texts).filter((key) => key.startsWith(`${CONFIG_NAMESPACE}:`) && isSecret(key));
    const stack = pulumi.getStack();
    // The command line has read the stack's file already; `pulumi up` alone has not.
    const file = secrets ? undefined : fileInUse(stack, values);
    const { paths, at } = secrets ?? { paths: file ? secretPaths(file.values) : [], at: undefined };
    const unplaced = flagged.filter((key) => paths.every(([first]) => first !== key));
    if (unplaced.length > 0) {
        throw new ConfigError(`the stack ${stack}`, unplaced.map(unplacedFault));
    }
    return {
        stack,
        values: withSecrets(values, paths, (text, path) => at?.(path) ?? new SecretText(String(text))),
        faults: file?.faults ?? [],
    };
}

/**
 * The stack's file, which tells what the engine's values do not: where secrets stand, and which values lost their text. With
 * `--config-file` the engine has read another one, whose values differ.
 */
function fileInUse(stack: string, values: Readonly<Record<string, unknown>>): RawConfig | undefined {
    const path = settingsFile(stack);
    if (!existsSync(path)) {
        return undefined;
    }
    const file = readStackFile(path, stack);
    const hidden = secretPaths(file.values).map(([key]) => key);
    const comparable = Object.keys(file.values).filter(
        (key) => !hidden.includes(key) && !file.faults?.some((fault) => fault.path.startsWith(key)),
    );
    return comparable.every((key) => isDeepStrictEqual(file.values[key], values[key])) ? file : undefined;
}

function settingsFile(stack: string): string {
    return join(pulumi.getRootDirectory() || process.cwd(), `Pulumi.${stack}.yaml`);
}

/** Without the place everything below the key would have to count as secret, its images and names too. */
function unplacedFault(key: string) {
    return {
        path: key,
        received: SECRET_PLACEHOLDER,
        allowed: `secrets that stand in ${settingsFile(pulumi.getStack())}, which tells where they belong`,
        next: "Keep the stack's settings in that file. With npm run up -- <stack> --config-file they may lie elsewhere.",
    };
}

/** The SDK tells which keys are secret, though its types do not say so. */
function isSecret(key: string): boolean {
    const ask: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
    if (typeof ask !== "function") {
        throw new Error("This version of @pulumi/pulumi does not tell which keys are secret.");
    }
    return ask(key) === true;
}
