import { resolve } from "node:path";
import type { JudgeSettings } from "../../policies/judge";
import type { PackConfig } from "../../policies/pack-config";
import { SETTINGS } from "../../policies/settings";
import { policyConfigFile, readPolicyConfig, withSoundSettings } from "../engine/policy-config";
import { UserError } from "../errors";
import type { FORMATS } from "./formats";

/** The options of `platform check`. */
export interface CheckOptions {
    readonly format: (typeof FORMATS)[number];
    /** File to write instead of standard output. @default standard output */
    readonly output?: string;
    /** CrossGuard config file. @default policies/presets/<stack>.json, else the preset prod */
    readonly policyConfig?: string;
    /** File of exemptions. @default what the policy config names */
    readonly exemptions?: string;
    /** Values files for charts, later ones win. @default none */
    readonly values?: readonly string[];
    /** Namespace that charts are rendered for. @default default */
    readonly namespace?: string;
    /** Release name that charts are rendered for. @default the chart's name */
    readonly releaseName?: string;
    /** Kubernetes minor version, for example `1.36`. @default what the resources tell, else the latest */
    readonly kubernetesVersion?: string;
    /** Judge a preview of this stack instead of files. @default none */
    readonly stack?: string;
    /** Preview the stack on stand-in providers. @default false */
    readonly offline?: boolean;
}

/**
 * What the rules are told.
 *
 * @throws UserError when the policy config or the exemptions have faults
 */
export function checkSettings(options: CheckOptions): JudgeSettings {
    const { kubernetesVersion } = options;
    if (kubernetesVersion !== undefined && !/^1\.\d+$/.test(kubernetesVersion)) {
        throw new UserError(
            `--kubernetes-version is ${kubernetesVersion}; allowed: a minor version.\nNext step: write for example 1.36.`,
        );
    }
    const own = readPolicyConfig(policyConfigFile(options.stack ?? "prod", options.policyConfig));
    const config = withSoundSettings(withExemptions(own, options.exemptions));
    return { config, ...(kubernetesVersion !== undefined && { clusterVersion: kubernetesVersion }) };
}

function withExemptions(config: PackConfig, file: string | undefined): PackConfig {
    if (file === undefined) {
        return config;
    }
    const own = config[SETTINGS.id];
    const settings = typeof own === "string" ? { enforcementLevel: own } : own;
    return { ...config, [SETTINGS.id]: { ...Object(settings), exemptions: resolve(file) } };
}
