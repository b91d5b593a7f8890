import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { findExecutables } from "./path-search";

/** Where the engine keeps its plugins: `$PULUMI_HOME`, by default `~/.pulumi`. */
export function pulumiHome(): string {
    return process.env.PULUMI_HOME || join(homedir(), ".pulumi");
}

/**
 * Says whether the engine would find an official provider plugin without downloading it: completely installed in
 * `<home>/plugins`, or any version of it on PATH, which the engine prefers.
 *
 * @param name package, for example `kubernetes`
 * @param version exact version without a leading `v`
 * @param home the PULUMI_HOME that the engine will run with
 * @default home `$PULUMI_HOME`, else `~/.pulumi`
 */
export function hasResourcePlugin(name: string, version: string, home = pulumiHome()): boolean {
    const executable = `pulumi-resource-${name}`;
    const folder = join(home, "plugins", `resource-${name}-v${version}`);
    const isInstalled = existsSync(join(folder, executable)) && !existsSync(`${folder}.partial`);
    return isInstalled || findExecutables(executable, process.env.PATH ?? "").length > 0;
}
