import { basename } from "node:path";
import { text } from "node:stream/consumers";
import { read } from "read";
import { resolveTools } from "../../toolchain";
import { encryptInto } from "../engine/decrypt";
import { stackFile } from "../engine/project-copy";
import { readSettings } from "../engine/stack-settings";
import { UserError } from "../errors";

export interface SecretOptions {
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
}

/**
 * Encrypts a value, typed without echo or read from standard input, into the settings of a stack whose state lies on this machine.
 *
 * @param path where the value belongs, for example `services.shop.web.env.TOKEN`
 */
export async function setSecret(stack: string, path: string, options: SecretOptions): Promise<number> {
    const settings = stackFile(stack, options.configFile);
    if (isOnAws(stack, settings)) {
        throw new UserError(
            `The stack ${stack} is on AWS: its secrets are encrypted by the provider of its own state backend.\n` +
                `Next step: pulumi config set --secret --path '${qualified(path)}' -s ${stack}`,
        );
    }
    const { pulumi } = await resolveTools(["pulumi"]);
    const value = process.stdin.isTTY
        ? await read({ prompt: `Value of ${path}: `, silent: true, output: process.stderr })
        : (await text(process.stdin)).replace(/\r?\n$/, "");
    if (value === "") {
        throw new UserError("Nothing was written: the value is empty.");
    }
    await encryptInto({ stack, settings, pulumi: pulumi.path }, qualified(path), value);
    process.stdout.write(`${basename(settings)}: ${path} is encrypted\n`);
    return 0;
}

/** The rest of the file may wait for its secrets still: a certificate for its key. */
function isOnAws(stack: string, settings: string): boolean {
    const cluster: unknown = readSettings(stack, settings).raw.values["eks-platform:cluster"];
    return Object(cluster).kind === "eks";
}

function qualified(path: string): string {
    return path.startsWith("eks-platform:") ? path : `eks-platform:${path}`;
}
