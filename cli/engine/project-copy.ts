import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isMap, isScalar, parseDocument, visit } from "yaml";
import { SECRET_PLACEHOLDER } from "../../components/schema/secret-text";
import { visible } from "../../core/faults/visible";
import { projectRoot } from "../../toolchain/paths";
import { UserError } from "../errors";

/**
 * The path of a stack's settings: the file that the user names, else `Pulumi.<stack>.yaml` in this clone.
 *
 * @throws UserError when the engine could have no stack of this name
 */
export function stackFile(stack: string, named?: string): string {
    // https://www.pulumi.com/docs/iac/concepts/stacks/#create-stack
    if (!/^[A-Za-z0-9_.-]{1,100}$/.test(stack)) {
        throw new UserError(
            `The stack's name is ${visible(stack) || "empty"}; allowed: at most 100 letters, digits, dots, dashes and underscores.\n` +
                "Next step: name the <stack> of a file Pulumi.<stack>.yaml.",
        );
    }
    return named ? resolve(named) : join(projectRoot(), `Pulumi.${stack}.yaml`);
}

/**
 * Writes Pulumi.yaml and the stack's settings into `directory`, for an engine that must not touch the clone's files (the
 * engine adds its encryption salt to the settings of a stack that it opens).
 *
 * The copy keeps every plain value. Encrypted values are replaced by a mark, in whose place the program has the value itself, and the
 * secrets provider is left out: a private stack has its own.
 */
export function copyProject(stack: string, settings: string, directory: string): void {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const project = parseDocument(readFileSync(join(projectRoot(), "Pulumi.yaml"), "utf8"));
    // The program runs in the caller's process: no source lies beside the copy.
    project.delete("main");
    writeFileSync(join(directory, "Pulumi.yaml"), project.toString());
    writeFileSync(join(directory, `Pulumi.${stack}.yaml`), withoutSecrets(readFileSync(settings, "utf8")));
}

/** Replaces encrypted values by a placeholder and drops what ties the settings to a secrets provider. */
export function withoutSecrets(settings: string): string {
    const document = parseDocument(settings);
    if (!isMap(document.contents)) {
        return settings;
    }
    for (const key of ["secretsprovider", "encryptedkey", "encryptionsalt"]) {
        document.delete(key);
    }
    visit(document, {
        // An empty value in braces would be written as part of its key.
        Pair(_, pair) {
            if (pair.value === null || (isScalar(pair.value) && pair.value.value === null)) {
                pair.value = document.createNode(null);
            }
        },
        Map(_, node) {
            const only = node.items.length === 1 ? node.items[0] : undefined;
            if (only && isScalar(only.key) && only.key.value === "secure") {
                return document.createNode(SECRET_PLACEHOLDER);
            }
            return undefined;
        },
    });
    // The library writes these as they are; the engine ends a line at some, and refuses others.
    return document.toString().replace(/[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g, (character) => {
        return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
}
