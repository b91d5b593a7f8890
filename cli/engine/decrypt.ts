import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { readStackFile, refuseMisplacedSecrets } from "../../components/config";
import { projectRoot } from "../../toolchain/paths";
import { UserError } from "../errors";
import { privatePulumiHome } from "./paths";
import { quietHome } from "./quiet-home";
import { faultsShown } from "./stack-settings";
import { temporaryDirectory } from "./temporary-directory";

/** A stack's settings, and the engine that reads them. */
export interface SettingsFile {
    readonly stack: string;
    /** Path of the stack's file. */
    readonly settings: string;
    /** Path of the pulumi binary. */
    readonly pulumi: string;
}

/**
 * The stack's config as the engine decrypts it, with the secrets provider that the file names and the user's own passphrase or key. It
 * runs beside a backend of its own, which is thrown away: no state of the user's is touched.
 *
 * @throws UserError when the secrets cannot be decrypted
 */
export async function decryptedConfig(file: SettingsFile): Promise<Readonly<Record<string, unknown>>> {
    const run = await secretsWorkspace(file);
    const output = await run(["config", "--show-secrets", "--json", "--stack", file.stack]);
    const config: Record<string, { value?: string; objectValue?: unknown }> = JSON.parse(output);
    return Object.fromEntries(
        Object.entries(config).map(([key, { value, objectValue }]) => [key, objectValue ?? value]),
    );
}

/**
 * Encrypts a value into the stack's file, at a path such as `eks-platform:services.shop.web.env.TOKEN`. The rest of the file, its comments
 * too, stays as it is; a file without a secrets provider gets the salt of the user's passphrase.
 *
 * @throws UserError when there is no key to encrypt with, or nothing keeps a secret at that path
 */
export async function encryptInto(file: SettingsFile, path: string, value: string): Promise<void> {
    const run = await secretsWorkspace(file);
    await run(["config", "set", "--secret", "--path", path, "--stack", file.stack], value);
    faultsShown(() => refuseMisplacedSecrets(readStackFile(run.settings, file.stack)));
    cpSync(run.settings, file.settings);
}

interface SecretsWorkspace {
    (args: readonly string[], input?: string): Promise<string>;
    /** The copy of the stack's file on which the engine works. */
    readonly settings: string;
}

async function secretsWorkspace({ stack, settings, pulumi }: SettingsFile): Promise<SecretsWorkspace> {
    const directory = await temporaryDirectory();
    const state = join(directory, "state");
    mkdirSync(state, { mode: 0o700 });
    const copy = join(directory, `Pulumi.${stack}.yaml`);
    cpSync(settings, copy);
    cpSync(join(projectRoot(), "Pulumi.yaml"), join(directory, "Pulumi.yaml"));
    const environment = {
        ...process.env,
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_HOME: quietHome(privatePulumiHome()),
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const run = async (args: readonly string[], input = "") => {
        const child = spawn(pulumi, [...args, "--non-interactive", "--cwd", directory], { env: environment });
        child.stdin.end(input);
        const [output, errors, code] = await Promise.all([
            text(child.stdout),
            text(child.stderr),
            new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve)),
        ]);
        if (code !== 0) {
            throw new UserError(refusal(settings, errors));
        }
        return output;
    };
    const provider = providerOf(settings);
    await run(["stack", "init", stack, ...(provider ? ["--secrets-provider", provider] : [])]);
    return Object.assign(run, { settings: copy });
}

function providerOf(settings: string): string | undefined {
    const content: unknown = parse(readFileSync(settings, "utf8"));
    const provider: unknown = Object(content).secretsprovider;
    return typeof provider === "string" ? provider : undefined;
}

function refusal(settings: string, errors: string): string {
    const [line = ""] = errors
        .split("\n")
        .map((text) => text.replace(/^error:\s*(could not create secrets manager for new stack:\s*)?/, "").trim())
        .filter(Boolean);
    return [
        `The secrets of ${basename(settings)} cannot be opened: ${line}. Nothing was changed.`,
        "Next step: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the passphrase that encrypted them, or give yourself the right to the key that secretsprovider names.",
    ].join("\n");
}
