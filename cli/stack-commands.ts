import { type Command, Option } from "commander";
import { FORMATS } from "./commands/formats";
import { load } from "./load";
import { addChange, addVerdict, collect } from "./preview-options";
import { quickenSdk } from "./stakes";

/** Ends a command with its exit code. */
type Finish = (exitCode: number) => void;

/** The commands that look at a stack or judge it. */
export function addStackCommands(cli: Command, finish: Finish): void {
    addCheck(cli, finish);
    addReport(cli, finish);
    addRestoreDrill(cli, finish);
    addLeftovers(cli, finish);
    addReach(cli, finish);
    addAccess(cli, finish);
}

function addReport(cli: Command, finish: Finish): void {
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

function addAccess(cli: Command, finish: Finish): void {
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

function addRestoreDrill(cli: Command, finish: Finish): void {
    cli.command("restore-drill")
        .description("what a restore of a stack's backups would be, and with --run the restore, beside what is in use")
        .argument("<stack>", "name of the stack: the file Pulumi.<stack>.yaml")
        .option("--run", "start the restore jobs in AWS, and wait for their end")
        .option("--yes", "with --run: do not ask before anything is started")
        .option("--before <time>", "only recovery points from before then, as 2026-11-27 or 2026-11-27T03:00:00Z")
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

function addLeftovers(cli: Command, finish: Finish): void {
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

function addReach(cli: Command, finish: Finish): void {
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

function addCheck(cli: Command, finish: Finish): void {
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
