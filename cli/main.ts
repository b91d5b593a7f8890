import { Command, Option } from "commander";
import pc from "picocolors";
import { visible } from "../core/faults/visible";
import { FORMATS } from "./commands/formats";
import { watchDepartures } from "./engine/departure";
import type { OperationName } from "./engine/operation";
import { expected } from "./errors";
import { addChange, addVerdict, collect } from "./preview-options";
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

/** Loads a command only when it is given: the engine and the SDK are the slowest part of a start. */
function load<Module>(path: string): Module {
    return require(path);
}

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
    addCheck(cli, finish);
    addReport(cli, finish);
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
    addRestoreDrill(cli, finish);
    addLeftovers(cli, finish);
    addReach(cli, finish);
    addAccess(cli, finish);
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

function addReport(cli: Command, finish: (exitCode: number) => void): void {
    const command = cli
        .command("report")
        .description("preview a stack and write what a reviewer wants to know: a page, and files for other programs")
        .argument("[stack]", "name of the stack: the file Pulumi.<stack>.yaml", "local")
        .requiredOption(
            "--output <file>",
            "where to write it, repeatable; the ending says how: .html, .md (comment), .json, .sarif, .xml (JUnit)",
            collect,
        )
        .option("--summary <file>", "add it to the end of this file, for the summary of a workflow's step")
        .option("--offline", "simulated providers: no credentials, no plugins, no network")
        .option("--config-file <file>", "the stack's settings (default: Pulumi.<stack>.yaml)")
        .action(async (stack, options) => {
            quickenSdk({ stack, ...options });
            finish(await load<typeof import("./commands/report")>("./commands/report").report(stack, options));
        });
    addVerdict(addChange(command));
}

function addAccess(cli: Command, finish: (exitCode: number) => void): void {
    cli.command("access")
        .description("who may use the Kubernetes API of a stack's cluster, for what, and why")
        .argument("[stack]", "name of the stack: the file Pulumi.<stack>.yaml", "local")
        .option("--offline", "simulated providers: no credentials, no plugins, no network")
        .option("--json", "one JSON document on standard output")
        .action(async (stack, options) => {
            quickenSdk({ stack, ...options });
            finish(await load<typeof import("./commands/access")>("./commands/access").access(stack, options));
        });
}

function addRestoreDrill(cli: Command, finish: (exitCode: number) => void): void {
    cli.command("restore-drill")
        .description("what a restore of a stack's backups would be, and with --run the restore, beside what is in use")
        .argument("<stack>", "name of the stack: the file Pulumi.<stack>.yaml")
        .option("--run", "start the restore jobs in AWS, and wait for their end")
        .option("--into <cluster>", "restore the cluster's objects, too, into this one")
        .option("--namespace <name...>", "with --into: these namespaces alone, five at most")
        .option("--zone <zone>", "zone of the volumes (default: the first in which the stack has nodes)")
        .option("--offline", "the simulated stack of that name")
        .option("--config-file <file>", "the stack's settings (default: Pulumi.<stack>.yaml)")
        .option("--json", "one JSON document on standard output")
        .action(async (stack, options) => {
            quickenSdk({ stack, ...options });
            const { restoreDrill } = load<typeof import("./commands/restore-drill")>("./commands/restore-drill");
            finish(await restoreDrill(stack, options));
        });
}

function addLeftovers(cli: Command, finish: (exitCode: number) => void): void {
    cli.command("leftovers")
        .description(
            "what in AWS bears the tags of a stack or its cluster, after a destroy; exit code 2 when something does",
        )
        .argument("<stack>", "name of the stack: the file Pulumi.<stack>.yaml")
        .option("--delete", "remove load balancers, interfaces, security groups, instances: what holds no data")
        .option("--with-data", "with --delete: volumes and snapshots, too")
        .option("--yes", "do not ask before anything is removed")
        .option("--config-file <file>", "the stack's settings (default: Pulumi.<stack>.yaml)")
        .option("--json", "one JSON document on standard output")
        .action(async (stack, options) => {
            quickenSdk({ stack, ...options });
            finish(await load<typeof import("./commands/leftovers")>("./commands/leftovers").leftovers(stack, options));
        });
}

function addReach(cli: Command, finish: (exitCode: number) => void): void {
    cli.command("reach")
        .description("who may reach whom in a stack, by the policies of both ends, and what is declared")
        .argument("[stack]", "name of the stack: the file Pulumi.<stack>.yaml", "local")
        .option("--offline", "simulated providers: no credentials, no plugins, no network")
        .option("--since [revision]", "with --offline: what the change since a revision opens and closes")
        .option("--from <workload>", "tell why this one, as namespace/name or outside, may or may not reach --to")
        .option("--to <workload>", "the end that --from connects to; exit code 2 when it may not")
        .option("--port <port>", "the port of --to, as 5432 or 53/UDP (default: all)")
        .option("--json", "one JSON document on standard output")
        .action(async (stack, options) => {
            quickenSdk({ stack, ...options });
            finish(await load<typeof import("./commands/reach")>("./commands/reach").reach(stack, options));
        });
}

function addCheck(cli: Command, finish: (exitCode: number) => void): void {
    cli.command("check")
        .description("judge manifests, charts, state or a stack by the policies")
        .argument("[inputs...]", "files, folders, charts, stack exports, previews in JSON; - for standard input")
        .option("--stack <name>", "judge a preview of this stack instead")
        .option("--offline", "with --stack: simulated providers, no credentials")
        .addOption(new Option("--format <format>", "how to report").choices(FORMATS).default("report"))
        .option("--output <file>", "write the report there instead of to standard output")
        .option("--policy-config <file>", "CrossGuard config (default: policies/presets/<stack>.json, else prod)")
        .option("--exemptions <file>", "who may break which rule, and until when")
        .option("--exclude <pattern>", "leave this out of folders, repeatable, as in .gitignore", collect)
        .option("--values <file>", "values for charts, repeatable: later ones win", collect)
        .option("--namespace <name>", "namespace of charts' releases, and of manifests that name none")
        .option("--release-name <name>", "release name to render charts for")
        .option("--fetch-charts", "download charts of Helm releases that are not on this machine from where they say")
        .option(
            "--kubernetes-version <version>",
            "for example 1.36 (default: what the resources tell, else the latest)",
        )
        .action(async (inputs, options) => {
            quickenSdk(options.stack === undefined ? undefined : options);
            finish(await load<typeof import("./commands/check")>("./commands/check").check(inputs, options));
        });
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
