import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ComponentResource, CustomResource, ProviderResource } from "@pulumi/pulumi";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { attachPack } from "../cli/engine/attached-pack";
import { policyPackOf } from "../cli/engine/policy-config";
import { quietHome } from "../cli/engine/quiet-home";
import { startSimulator } from "../simulator";
import { installAttachingAnalyzer, resolveTools } from "../toolchain";

/** One resource of the platform's graph, without its relations. */
export interface FlatResource {
    readonly type: string;
    readonly name: string;
    readonly custom: boolean;
    readonly inputs: Record<string, unknown>;
}

class FlatProvider extends ProviderResource {}
class FlatCustomResource extends CustomResource {}

/**
 * The engine's own floor: a program that registers the same resources with the same inputs side by side, on the same
 * simulated providers, without components or config. Usage: floor.ts RESOURCES.json [POLICY_CONFIG], the latter to run the
 * policy pack.
 */
async function main(): Promise<void> {
    const [, , file = "", policyConfig] = process.argv;
    const resources: FlatResource[] = JSON.parse(readFileSync(file, "utf8"));
    const tools = await resolveTools(["pulumi"]);
    const directory = mkdtempSync(join(tmpdir(), "eks-platform-floor-"));
    const pulumiHome = quietHome(join(directory, "home"));
    const pack = policyConfig === undefined ? undefined : attachPack();
    const simulator = await startSimulator();
    try {
        writeFileSync(join(directory, "Pulumi.yaml"), "name: floor\nruntime: nodejs\n");
        const stack = await LocalWorkspace.createStack(
            { stackName: "floor", projectName: "floor", program: async () => register(resources) },
            {
                pulumiCommand: await PulumiCommand.get({ root: join(tools.pulumi.path, "..", "..") }),
                workDir: directory,
                envVars: {
                    PULUMI_BACKEND_URL: `file://${directory}`,
                    PULUMI_CONFIG_PASSPHRASE: "floor",
                    PULUMI_HOME: pulumiHome,
                    ...simulator.env,
                },
            },
        );
        await installAttachingAnalyzer(pulumiHome);
        Object.assign(stack.workspace.envVars, await pack?.env());
        const result = await stack.preview({
            onEvent: () => {},
            ...(policyConfig !== undefined && {
                policyPacks: [policyPackOf(stack)],
                policyPackConfigs: [policyConfig],
            }),
        });
        process.stdout.write(JSON.stringify(result.changeSummary));
    } finally {
        await simulator.close();
        await pack?.close();
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Registers all resources below explicit providers, one for each package. */
function register(resources: readonly FlatResource[]): void {
    const providers = new Map<string, ProviderResource>();
    for (const resource of resources.filter(({ type }) => type.startsWith("pulumi:providers:"))) {
        const packageName = resource.type.split(":")[2] ?? "";
        const provider = new FlatProvider(packageName, resource.name, resource.inputs);
        if (!providers.has(packageName)) {
            providers.set(packageName, provider);
        }
    }
    for (const [index, resource] of resources.entries()) {
        if (resource.type.startsWith("pulumi:")) {
            continue;
        }
        const name = `${resource.name}-${index}`;
        const provider = providers.get(resource.type.split(":")[0] ?? "");
        if (!resource.custom) {
            new ComponentResource(resource.type, name, {}, {});
        } else {
            new FlatCustomResource(resource.type, name, resource.inputs, provider ? { provider } : {});
        }
    }
}

void main();
