import { basename } from "node:path";
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
 * @throws UserError when they cannot be decrypted
 */
export async function configSecrets(
    target: Target,
    settings: StackSettings,
    { pulumi, decrypt, note }: { readonly pulumi: string; readonly decrypt: boolean; readonly note: Note },
): Promise<ConfigSecrets> {
    const paths = secretPaths(settings.raw.values);
    if (target === "cloud" || paths.length === 0) {
        return { paths };
    }
    if (target === "simulated") {
        const names = paths.map(([key, ...rest]) => joinPath(String(key), rest)).join(", ");
        const secrets = paths.length === 1 ? "a secret" : `${paths.length} secrets`;
        note(`${basename(settings.file)} has ${secrets}, for which this simulated run has stand-ins: ${names}`);
        return { paths, at: () => new SecretText() };
    }
    const values = decrypt
        ? await decryptedConfig({ stack: settings.stack, settings: settings.file, pulumi })
        : undefined;
    return { paths, at: (path) => (values ? new SecretText(valueAt(values, path)) : notDecrypted()) };
}

function valueAt(values: unknown, path: ValuePath): string {
    const found = path.reduce<unknown>((value, part) => Object(value)[part], values);
    if (typeof found === "string") {
        return found;
    }
    const [key, ...rest] = path;
    throw new UserError(
        `The secret ${joinPath(String(key), rest)} is not among what the engine decrypts.\nNext step: encrypt it again with platform secret set.`,
    );
}

function notDecrypted(): never {
    throw new Error("This operation does not decrypt the config's secrets: the program must not run in it.");
}
