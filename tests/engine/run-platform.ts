import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";

/**
 * Runs the command line to its end, as a terminal without colours does.
 *
 * @param home where it keeps what it knows of stacks
 * @param env variables besides those of this process
 */
export function runPlatform(home: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    return spawnSync(process.execPath, [join(projectRoot(), "bin", "platform.mjs"), ...args], {
        encoding: "utf8",
        env: { ...process.env, EKS_PLATFORM_HOME: home, NO_COLOR: "1", ...env },
    });
}
