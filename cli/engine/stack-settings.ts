import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError, loadConfig, type PlatformConfig, readStackFile } from "../../components/config";
import { lintPolicyConfig } from "../../policies/config-lint";
import { UserError } from "../errors";
import { POLICY_PACK } from "./operation";

/**
 * Reads and checks a stack's config before the engine is started, so that a fault costs no time and shows one report.
 *
 * @throws UserError with every fault
 */
export function checkStackConfig(stack: string, file: string): PlatformConfig {
    if (!existsSync(file)) {
        throw new UserError(
            `The stack "${stack}" has no settings: ${file} does not exist.\n` +
                "Next step: name a stack that has a Pulumi.<stack>.yaml (local, dev and prod are shipped), or write that file.",
        );
    }
    try {
        return loadConfig(readStackFile(file, stack));
    } catch (error) {
        if (error instanceof ConfigError) throw new UserError(error.message);
        throw error;
    }
}

/**
 * The CrossGuard config that applies to a stack: the file the user names, else `policies/presets/<stack>.json`, else the
 * strictest preset, `prod`. CrossGuard accepts a misspelt rule name in silence, so the file is checked first.
 *
 * @throws UserError when the file cannot be read or has faults
 */
export function policyConfigFile(stack: string, named?: string): string {
    const preset = join(POLICY_PACK, "presets", `${stack}.json`);
    const file = named ? resolve(named) : existsSync(preset) ? preset : join(POLICY_PACK, "presets", "prod.json");
    const faults = lintPolicyConfig(parseJson(file));
    if (faults.length > 0) throw new UserError(new ConfigError(`the policies (${file})`, faults).message);
    return file;
}

function parseJson(file: string): unknown {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new UserError(
            `The policy config ${file} cannot be read: ${(error as Error).message}.\n` +
                "Next step: give --policy-config a JSON file, for example policies/presets/dev.json.",
        );
    }
}
