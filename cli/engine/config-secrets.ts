import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { type ConfigSecrets, joinPath, SecretText, secretPaths, type ValuePath } from "../../components/config";
import { UserError } from "../errors";
import type { Note } from "../notes";
import { decryptedConfig } from "./decrypt";
import type { Target } from "./session";
import type { StackSettings } from "./stack-settings";

/**
 * The secrets of a stack's config, as its target is to have them: on AWS the engine decrypts them; on a cluster of the stack's own they are
 * decrypted here, with the user's key; in a simulated run stand-ins take their place, and a line says so.
 *
 * @param pulumi path of the binary
 * @param decrypt whether the program will run and need them
 * @param before settings from before: in a simulated run a secret that is encrypted otherwise there is another one. @default none
 * @throws UserError when they cannot be decrypted
 */
export async function configSecrets(
    target: Target,
    settings: StackSettings,
    {
        pulumi,
        decrypt,
        note,
        before,
    }: {
        readonly pulumi: string;
        readonly decrypt: boolean;
        readonly note: Note;
        readonly before?: StackSettings | undefined;
    },
): Promise<ConfigSecrets> {
    const paths = secretPaths(settings.raw.values);
    if (target === "cloud" || paths.length === 0) {
        return { paths };
    }
    if (target === "simulated") {
        const names = paths.map(([key, ...rest]) => joinPath(String(key), rest)).join(", ");
        const secrets = paths.length === 1 ? "a secret" : `${paths.length} secrets`;
        note(`${basename(settings.file)} has ${secrets}, for which this simulated run has stand-ins: ${names}`);
        const isChanged = before ? changedSecrets(before.file, settings.file) : () => false;
        return { paths, at: (path) => (isChanged(path) ? SecretText.changed() : new SecretText()) };
    }
    const values = decrypt
        ? await decryptedConfig({ stack: settings.stack, settings: settings.file, pulumi })
        : undefined;
    return { paths, at: (path) => (values ? new SecretText(valueAt(values, path)) : notDecrypted()) };
}

/** Whoever encrypts a value again gets another text, so that the same value may count as another secret, but no other one as the same. */
function changedSecrets(before: string, after: string): (path: ValuePath) => boolean {
    const [old, now] = [before, after].map((file): unknown => parse(readFileSync(file, "utf8"))?.config);
    return (path) => {
        const former = found(old, path);
        return former !== undefined && !isDeepStrictEqual(former, found(now, path));
    };
}

function found(values: unknown, path: ValuePath): unknown {
    return path.reduce<unknown>(
        (value, part) => (Object.hasOwn(Object(value), part) ? Object(value)[part] : undefined),
        values,
    );
}

function valueAt(values: unknown, path: ValuePath): string {
    const value = found(values, path);
    if (typeof value === "string") {
        return value;
    }
    const [key, ...rest] = path;
    throw new UserError(
        `The secret ${joinPath(String(key), rest)} is not among what the engine decrypts.\nNext step: encrypt it again with platform secret set.`,
    );
}

function notDecrypted(): never {
    throw new Error("This operation does not decrypt the config's secrets: the program must not run in it.");
}
