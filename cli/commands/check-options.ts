import { statSync } from "node:fs";
import { resolve } from "node:path";
import { DNS_LABEL } from "../../core/facts/kubernetes/dns-names";
import type { PackConfig } from "../../policies/judging/pack-config";
import { settingsRule } from "../../policies/judging/settings";
import type { JudgeSettings } from "../../policies/judging/stack-judge";
import { secretLiteral } from "../../policies/rules/secrets/secret-literal";
import { findInputs } from "../../policies/sources";
import { policyConfigFile, readPolicyConfig, withSoundSettings } from "../engine/policy-config";
import { UserError } from "../errors";
import type { FORMATS } from "./formats";

/** The options of `platform check`. */
export interface CheckOptions {
    readonly format: (typeof FORMATS)[number];
    /** File to write instead of standard output. @default standard output */
    readonly output?: string;
    /** CrossGuard config file. @default policies/presets/<stack>.json, else the preset prod; for files with {@link OF_FILES} */
    readonly policyConfig?: string;
    /** File of exemptions. @default what the policy config names */
    readonly exemptions?: string;
    /** What to leave out of folders, in the syntax of `.gitignore`. @default nothing */
    readonly exclude?: readonly string[];
    /** Values files for charts, later ones win. @default none */
    readonly values?: readonly string[];
    /** Namespace of charts' releases, and of manifests that name none. @default none */
    readonly namespace?: string;
    /** Release name that charts are rendered for. @default the chart's name */
    readonly releaseName?: string;
    /** Kubernetes minor version, for example `1.36`. @default what the resources tell, else the latest */
    readonly kubernetesVersion?: string;
    /** Let helm fetch the charts of releases that are not on this machine from where the releases say. @default false */
    readonly fetchCharts?: boolean;
    /** Judge a preview of this stack instead of files. @default none */
    readonly stack?: string;
    /** Preview the stack on stand-in providers. @default false */
    readonly offline?: boolean;
}

/**
 * What the preset says otherwise of files than of a stack, whose Secrets are generated and encrypted in its state: whoever reads
 * a repository reads the Secrets in it.
 */
const OF_FILES: PackConfig = { [secretLiteral.id]: "advisory" };

/**
 * What the rules are told.
 *
 * @throws UserError when the policy config or the exemptions have faults
 */
export function checkSettings(options: CheckOptions): JudgeSettings {
    const { kubernetesVersion } = options;
    const own = readPolicyConfig(policyConfigFile(options.stack ?? "prod", options.policyConfig));
    const isOfFiles = options.stack === undefined && options.policyConfig === undefined;
    const config = withSoundSettings(withExemptions({ ...own, ...(isOfFiles && OF_FILES) }, options.exemptions));
    return { config, ...(kubernetesVersion !== undefined && { clusterVersion: kubernetesVersion }) };
}

/**
 * What is wrong with options that would have no effect on the inputs, or another than the user thinks.
 *
 * @throws UserError with every fault of them
 */
export async function refuseIdleOptions(inputs: readonly string[], options: CheckOptions): Promise<void> {
    const faults = [
        ...stackFaults(inputs, options),
        ...(await chartFaults(inputs, options)),
        ...excludeFaults(inputs, options),
        ...valueFaults(options),
    ];
    if (faults.length > 0) {
        throw new UserError(faults.map(([fault, next]) => `${fault}.\nNext step: ${next}.`).join("\n"));
    }
}

type OptionFault = readonly [fault: string, next: string];

function stackFaults(inputs: readonly string[], options: CheckOptions): readonly OptionFault[] {
    const { stack, offline, namespace } = options;
    if (stack === undefined) {
        return offline ? [["--offline says how to preview a stack", "add --stack, or leave --offline out"]] : [];
    }
    const others: readonly OptionFault[] = [
        [
            `--stack judges a preview of the stack and nothing else; ${inputs.join(", ")} was named too`,
            "check the files in a run of their own",
        ],
        [
            `--namespace is for charts and manifests, and --stack ${stack} judges a preview`,
            "leave the option out: the stack says where its objects are",
        ],
    ];
    return others.filter((_, index) => [inputs.length > 0, namespace !== undefined][index]);
}

function excludeFaults(inputs: readonly string[], { exclude, stack }: CheckOptions): readonly OptionFault[] {
    if (exclude === undefined || inputs.some((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())) {
        return [];
    }
    const judged = stack === undefined ? inputs.join(", ") || "standard input" : `a preview of ${stack}`;
    const next = "name a folder, or leave the option out";
    return [[`--exclude leaves files out of folders, and ${judged} is none`, next]];
}

const OF_CHARTS = { values: "--values", releaseName: "--release-name" } as const;

async function chartFaults(named: readonly string[], options: CheckOptions): Promise<readonly OptionFault[]> {
    const given = Object.entries(OF_CHARTS).flatMap(([key, option]) => (Object.hasOwn(options, key) ? option : []));
    if (given.length === 0) {
        return [];
    }
    const subject = `${given.join(", ")} ${given.length === 1 ? "is" : "are"} for charts`;
    if (options.stack !== undefined) {
        const next = "check the chart in a run of its own, or leave the option out";
        return [[`${subject}, and --stack ${options.stack} judges a preview`, next]];
    }
    // A chart that cannot be found is a fault of its own, and the options may be meant for it.
    const { inputs, faults } = await findInputs(named, options.exclude);
    const next = "name the folder with Chart.yaml or the archive of a chart, or leave the option out";
    return faults.length > 0 || inputs.some(({ kind }) => kind === "chart")
        ? []
        : [[`${subject}, and there is none in ${named.join(", ") || "standard input"}`, next]];
}

function valueFaults({ kubernetesVersion, namespace }: CheckOptions): readonly OptionFault[] {
    const faults: OptionFault[] = [];
    if (namespace !== undefined && !DNS_LABEL.test(namespace)) {
        const allowed = "at most 63 lower case letters, digits and dashes";
        faults.push([`--namespace is ${namespace || "empty"}; allowed: ${allowed}`, "write for example shop"]);
    }
    if (kubernetesVersion !== undefined && !/^1\.\d+$/.test(kubernetesVersion)) {
        const fault = `--kubernetes-version is ${kubernetesVersion}; allowed: a minor version`;
        faults.push([fault, "write for example 1.36"]);
    }
    return faults;
}

function withExemptions(config: PackConfig, file: string | undefined): PackConfig {
    if (file === undefined) {
        return config;
    }
    const own = config[settingsRule.id];
    const settings = typeof own === "string" ? { enforcementLevel: own } : own;
    return { ...config, [settingsRule.id]: { ...Object(settings), exemptions: resolve(file) } };
}
