import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { privatePulumiHome } from "./paths";
import { quietHome } from "./quiet-home";
import { type PrivateStack, readPassphrase } from "./recovery";

/** Keeps a stack's state, its secrets and the engine's own files in a folder of this project. */
export function privateEnvironment(owner: PrivateStack): Record<string, string> {
    const passphrase = readPassphrase(owner, () => randomBytes(32).toString("hex"));
    const state = join(owner.directory, "state");
    mkdirSync(state, { recursive: true, mode: 0o700 });
    return {
        // Without the second file beside each, which is not written in one step and without which the first is not read.
        PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_HOME: quietHome(privatePulumiHome()),
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}
