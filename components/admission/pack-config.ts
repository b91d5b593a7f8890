import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError, type Fault, show } from "../../core/faults/fault";
import type { PackConfig } from "../../policies/judging/pack-config";
import { presetFile } from "../../policies/presets";
import { projectRoot } from "../../toolchain/paths";

const KEY = "eks-platform:admission.policyConfig";

/**
 * The levels and parameters of the rules for a stack, from the file that previews of the stack use too.
 *
 * @param named a file of the stack's own. @default the preset of the stack
 * @throws ConfigError when the file cannot be read, or names what no rule has
 */
export function packConfigOf(stack: string, named?: string): PackConfig {
    if (named === undefined) {
        return JSON.parse(readFileSync(presetFile(stack), "utf8"));
    }
    const file = resolve(projectRoot(), named);
    const config = parse(file, named);
    // Every rule is loaded for the check, which a preset of the project's own does not need.
    const {
        lintPolicyConfig,
    }: typeof import("../../policies/judging/config-lint") = require("../../policies/judging/config-lint");
    const faults = lintPolicyConfig(config);
    if (faults.length > 0) {
        throw new ConfigError(`the policies (${file})`, faults);
    }
    return config as PackConfig;
}

function parse(file: string, named: string): unknown {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        const next = `Write the file ${file}, or leave the key out: ${(error as Error).message}.`;
        const fault: Fault = { path: KEY, received: show(named), allowed: "a JSON file that can be read", next };
        throw new ConfigError("the admission policies", [fault]);
    }
}
