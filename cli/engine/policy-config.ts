import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { ConfigError, type Fault } from "../../core/faults/fault";
import { today } from "../../core/today";
import { EXEMPTIBLE } from "../../policies/judging/all-rules";
import { lintPolicyConfig } from "../../policies/judging/config-lint";
import { type PackConfig, parametersOf } from "../../policies/judging/pack-config";
import { readSettings, settingsRule } from "../../policies/judging/settings";
import { presetFile } from "../../policies/presets";
import { PACK_PORT } from "../../toolchain";
import { projectRoot } from "../../toolchain/paths";
import { UserError } from "../errors";

/** The folder of the policy pack, as a process of the engine's. */
const POLICY_PACK = join(projectRoot(), "policies");
/** The same in a thread of this process. */
const ATTACHED_PACK = join(POLICY_PACK, "attached");

/** The folder of the policy pack that the operations of a stack run. */
export function policyPackOf({ workspace }: Stack): string {
    return Object.hasOwn(workspace.envVars, PACK_PORT) ? ATTACHED_PACK : POLICY_PACK;
}

/**
 * The CrossGuard config that applies to a stack: the file the user names, else the preset of the stack.
 *
 * @throws UserError when the file cannot be read or has faults
 */
export function policyConfigFile(stack: string, named?: string): string {
    const file = named ? resolve(named) : presetFile(stack);
    readPolicyConfig(file);
    return file;
}

/**
 * A CrossGuard config. CrossGuard accepts a misspelt rule name in silence, so the file is checked first.
 *
 * @throws UserError when the file cannot be read or has faults
 */
export function readPolicyConfig(file: string): PackConfig {
    const config = parseJson(file);
    refuse(`the policies (${file})`, lintPolicyConfig(config));
    return withSoundSettings(config as PackConfig);
}

/**
 * The config, when the exemptions and kinds that its settings name can be used.
 *
 * @throws UserError with every fault of them
 */
export function withSoundSettings(config: PackConfig): PackConfig {
    refuse("the policies", readSettings(parametersOf(settingsRule.id, config), EXEMPTIBLE, today()).faults);
    return config;
}

function refuse(source: string, faults: readonly Fault[]): void {
    if (faults.length > 0) {
        throw new UserError(new ConfigError(source, faults, "nothing was judged").message);
    }
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
