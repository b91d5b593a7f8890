import { Command, Option } from "commander";
import pc from "picocolors";
import { visible } from "../core/faults/visible";
import { watchDepartures } from "./engine/departure";
import type { OperationName } from "./engine/operation";
import { expected } from "./errors";
import { load } from "./load";
import { addChange, addVerdict } from "./preview-options";
import { addStackCommands } from "./stack-commands";
import { quickenSdk } from "./stakes";
import { explainUsage, UsageError } from "./usage";

/** Descriptions of the engine's operations, as `platform --help` shows them. */
const OPERATIONS: Readonly<Record<OperationName, string>> = {
    up: "create or update a stack (previewed first, with all policies)",
    preview: "show what an update would change, with all policies",
    refresh: "adopt what has changed outside of Pulumi into the stack's state",
    destroy: "remove all resources of a stack",
    drift: "show what was changed by hand, and change nothing; exit code 2 when something was",
};

function build(finish: (exitCode: number) => void): Command {
    const { version }: { version: string } = load("../package.json");
    const cli = new Command("platform")
        .description("EKS clusters and the workloads on them, as a Pulumi program.")
        .version(version, "--version", "the version of this clone");
    cli.command("start")
        .description("bring the platform up on this machine: tools, control plane, stack local")
        .action(async () => {
            quickenSdk({ stack: "local" });
            finish(await load<typeof import("./commands/start")>("./commands/start").start());
        });
    for (const [operation, description] of Object.entries(OPERATIONS) as [OperationName, string][]) {
        const command = cli
            .command(operation)
            .description(description)
            .argument("[stack]", "name of the stack: the file Pulumi.<stack>.yaml", "local")
            .option("--offline", "simulated providers: no credentials, no plugins, no network")
            .option("--json", "one JSON document on standard output")
            .addOption(new Option("--verbose", "one line for each resource").conflicts("json"))
            .addOption(new Option("--diff", "list every property that changes").conflicts("json"))
            .option("--config-file <file>", "the stack's settings (default: Pulumi.<stack>.yaml)")
            .action(async (stack, options) => {
                quickenSdk({ stack, ...options });
                const { runStackCommand } = load<typeof import("./commands/operation")>("./commands/operation");
                finish(await runStackCommand(operation, stack, options));
            });
        // Only where the engine heeds them.
        const changes = operation !== "preview" && operation !== "drift";
        if (changes) {
            command.option("--yes", "do not ask before changing cloud resources");
        }
        if (changes ? operation !== "destroy" : operation === "preview") {
            command.option("--expect-no-changes", "fail when anything would change");
        }
        if (operation === "destroy") {
            command.option("--no-drain", "leave what is not the stack's in its cluster, and what that has in AWS");
        }
        if (operation === "preview") {
            addChange(command);
        }
        if (operation === "up" || operation === "preview") {
            addVerdict(command).addOption(
                new Option("--until <part>", "end with this part of the platform, and leave the rest to another update")
                    .choices(["cluster"])
                    .conflicts("since"),
            );
        }
        if (operation === "up") {
            command.option("--as-reviewed <file>", "do what this review (JSON) shows and nothing else, or end");
        }
    }
    addStackCommands(cli, finish);
    cli.command("cost")
        .description("what a stack costs a month by AWS's price list, and what is not in it")
        .argument("[stack]", "name of the stack: the file Pulumi.<stack>.yaml", "local")
        .option("--offline", "simulated providers: no credentials, no plugins, no network")
        .option("--since [revision]", "with --offline: what the change since a revision costs more or less")
        .option("--json", "one JSON document on standard output")
        .action(async (stack, options) => {
            quickenSdk({ stack, ...options });
            finish(await load<typeof import("./commands/cost")>("./commands/cost").cost(stack, options));
        });
    cli.command("versions")
        .description("what a stack pins, what is newer, and until when each is supported")
        .argument("[stack]", "name of the stack: the file Pulumi.<stack>.yaml", "local")
        .option("--json", "one JSON document on standard output")
        .action(async (stack, options) => {
            quickenSdk({ stack, offline: true });
            finish(await load<typeof import("./commands/versions")>("./commands/versions").versions(stack, options));
        });
    cli.command("guard")
        .description("print the policies as admission policies of Kubernetes, for kubectl apply -f -")
        .option("--policy-config <file>", "CrossGuard config (default: policies/presets/prod.json)")
        .option("--exempt-namespace <name...>", "namespaces in which nothing is refused, besides those of the system")
        .action((options) => {
            quickenSdk();
            finish(load<typeof import("./commands/guard")>("./commands/guard").guard(options));
        });
    cli.command("session")
        .description("hold a session to a stack's API server open, for kubectl and plain pulumi")
        .argument("<stack>", "name of the stack: the file Pulumi.<stack>.yaml")
        .option("--config-file <file>", "the stack's settings (default: Pulumi.<stack>.yaml)")
        .action(async (stack, options) =>
            finish(await load<typeof import("./commands/session")>("./commands/session").session(stack, options)),
        );
    const charts = cli
        .command("charts")
        .description("the Helm charts of the stacks, so that previews, checks and tests see what they install")
        .argument("[chart]", "folder or archive of an add-on's chart: writes its key file, which the tests read")
        .action(async (chart: string | undefined) => {
            if (chart === undefined) {
                return charts.help({ error: true });
            }
            const { writeChartKeys } = load<typeof import("./commands/chart-keys")>("./commands/chart-keys");
            return finish(await writeChartKeys(chart));
        });
    charts
        .command("fetch")
        .description("bring the pinned charts into the cache, each checked against its checksum")
        .option("--from <source>", "a folder of packaged charts, a repository (https://) or a registry (oci://)")
        .action(async (options) =>
            finish(await load<typeof import("./commands/charts")>("./commands/charts").fetchCharts(options)),
        );
    const local = cli.command("local").description("the embedded control plane on this machine");
    local
        .command("up")
        .description("start it, without deploying anything")
        .action(async () => finish(await load<typeof import("./commands/local")>("./commands/local").localUp()));
    local
        .command("down")
        .description("destroy the stack local, stop the control plane, remove its data")
        .action(async () => {
            quickenSdk({ stack: "local" });
            finish(await load<typeof import("./commands/local-down")>("./commands/local-down").localDown());
        });
    local
        .command("status")
        .description("show each part of it")
        .option("--json", "one JSON document on standard output")
        .action(async (options) =>
            finish(await load<typeof import("./commands/local")>("./commands/local").localStatus(options)),
        );
    cli.command("secret")
        .description("secrets in the settings of a stack whose state lies on this machine")
        .command("set")
        .description("encrypt a value, typed or from standard input, with PULUMI_CONFIG_PASSPHRASE")
        .argument("<stack>", "name of the stack: the file Pulumi.<stack>.yaml")
        .argument("<path>", "where it belongs, for example services.shop.web.env.TOKEN")
        .option("--config-file <file>", "the stack's settings (default: Pulumi.<stack>.yaml)")
        .action(async (stack, path, options) =>
            finish(await load<typeof import("./commands/secret")>("./commands/secret").setSecret(stack, path, options)),
        );
    cli.command("pulumi")
        .description("run pulumi with a stack's own backend and passphrase: platform pulumi -- stack output")
        .argument("[arguments...]", "after --: what pulumi is to do")
        .option("--stack <name>", "name of the stack", "local")
        .option("--offline", "the simulated stack of that name")
        .option("--config-file <file>", "the stack's settings (default: Pulumi.<stack>.yaml)")
        .action(async (args, options) => {
            quickenSdk(options);
            finish(await load<typeof import("./commands/pulumi")>("./commands/pulumi").pulumi(args, options));
        });
    cli.command("doctor")
        .description("list each tool, where it comes from and what is missing")
        .option("--install [tool...]", "download or build what is missing: the named tools, or all")
        .option("--json", "one JSON document on standard output")
        .action(async (options) =>
            finish(await load<typeof import("./commands/doctor")>("./commands/doctor").doctor(options)),
        );
    // Where 1 says that rules are broken, 2 says that nothing was judged.
    explainUsage(cli, (command) => (command.name() === "check" ? 2 : 1));
    return cli;
}

async function main(): Promise<void> {
    watchDepartures();
    try {
        await build((exitCode) => {
            process.exitCode = exitCode;
        }).parseAsync();
    } catch (error) {
        const fault = expected(error);
        if (fault === undefined) {
            throw error;
        }
        process.stderr.write(`${pc.red("error:")} ${fault.message.split("\n").map(visible).join("\n")}\n`);
        process.exitCode = fault instanceof UsageError ? fault.exitCode : 1;
    }
}

void main();
