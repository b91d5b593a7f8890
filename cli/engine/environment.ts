import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { privatePulumiHome } from "./paths";
import { quietHome } from "./quiet-home";
import { type PrivateStack, readPassphrase } from "./recovery";

/**
 * Lets the engine work on more resources at once than four for each processor: on the embedded control plane most of them wait, for pods,
 * volumes and what depends on them, and those that wait would keep others from being begun.
 */
export function parallelEnvironment(): Record<string, string> {
    return { PULUMI_PARALLEL: process.env.PULUMI_PARALLEL ?? "32" };
}

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
