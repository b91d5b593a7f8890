import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ComponentResource, CustomResource, ProviderResource, type Resource } from "@pulumi/pulumi";
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

/** Registers all resources below explicit providers, one for each package, and objects after their namespace, without which they are refused. */
function register(resources: readonly FlatResource[]): void {
    const providers = new Map<string, ProviderResource>();
    for (const resource of resources.filter(({ type }) => type.startsWith("pulumi:providers:"))) {
        const packageName = resource.type.split(":")[2] ?? "";
        const provider = new FlatProvider(packageName, resource.name, resource.inputs);
        if (!providers.has(packageName)) {
            providers.set(packageName, provider);
        }
    }
    const namespaces = new Map<unknown, Resource>();
    const isNamespace = ({ type }: Pick<FlatResource, "type">) => type === "kubernetes:core/v1:Namespace";
    const own = resources.filter(({ type }) => !type.startsWith("pulumi:"));
    const ordered = [...own.filter(isNamespace), ...own.filter((resource) => !isNamespace(resource))];
    for (const [index, { type, name, custom, inputs }] of ordered.entries()) {
        const provider = providers.get(type.split(":")[0] ?? "");
        const { name: object, namespace } = Object(inputs.metadata);
        const dependsOn = namespaces.get(namespace);
        const options = { ...(provider && { provider }), ...(dependsOn && { dependsOn }) };
        const made = custom
            ? new FlatCustomResource(type, `${name}-${index}`, inputs, options)
            : new ComponentResource(type, `${name}-${index}`, {}, {});
        if (isNamespace({ type })) {
            namespaces.set(object, made);
        }
    }
}

main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    // The SDK's own handler would let a failed run pass for a quick one.
    process.exitCode = 1;
});
