import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OFFLINE } from "../../policies/chart-opener";
import { projectRoot } from "../../toolchain/paths";
import { privatePulumiHome } from "./paths";
import { quietHome } from "./quiet-home";

/**
 * What the policy pack inherits from the engine.
 *
 * @param offline whether it may fetch nothing
 */
export function packEnvironment(offline: boolean): Record<string, string> {
    // A relative path would depend on the folder in which the language host starts the pack.
    const quickSdk = `--require=${JSON.stringify(join(projectRoot(), "bin", "quick-sdk.cjs"))}`;
    return {
        NODE_OPTIONS: [process.env.NODE_OPTIONS, quickSdk].filter(Boolean).join(" "),
        ...(offline && { [OFFLINE]: "true" }),
    };
}

/** Keeps a stack's state, its secrets and the engine's own files in a folder of this project. */
export function privateEnvironment(directory: string): Record<string, string> {
    const state = join(directory, "state");
    mkdirSync(state, { recursive: true, mode: 0o700 });
    return {
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: passphrase(directory),
        PULUMI_HOME: quietHome(privatePulumiHome()),
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}

/** The passphrase that encrypts secrets in the state of a private stack: random, made once, readable by the user alone. */
function passphrase(directory: string): string {
    const file = join(directory, "passphrase");
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    return readFileSync(file, "utf8");
}
