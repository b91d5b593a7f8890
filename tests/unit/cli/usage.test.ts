import assert from "node:assert/strict";
import { Command, Option } from "commander";
import { explainUsage, UsageError } from "../../../cli/usage";

function build(): Command {
    const cli = new Command("platform");
    const preview = cli
        .command("preview")
        .argument("[stack]", "name of the stack")
        .option("--offline", "without credentials")
        .option("--json", "one document")
        .addOption(new Option("--diff", "every property").conflicts("json"))
        .option("--config-file <file>", "the stack's settings");
    preview.action(() => undefined);
    cli.command("check")
        .argument("[inputs...]")
        .addOption(new Option("--format <format>", "how to report").choices(["report", "json"]))
        .action(() => undefined);
    cli.command("secret")
        .command("set")
        .argument("<stack>", "name of the stack")
        .argument("<path>", "where it belongs");
    explainUsage(cli, (command) => (command.name() === "check" ? 2 : 1));
    return cli;
}

async function refusal(...args: readonly string[]): Promise<UsageError> {
    try {
        await build().parseAsync(args, { from: "user" });
    } catch (error) {
        assert.ok(error instanceof UsageError, String(error));
        return error;
    }
    return assert.fail(`${args.join(" ")} is taken`);
}

describe("What is wrong with a command line", () => {
    const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
        [
            ["preview", "--offlin"],
            /^platform preview has no option --offlin; allowed: .*--offline.*--config-file.*\nNext step: Did you mean --offline\? platform preview --help/,
        ],
        [
            ["preview", "--frobnicate"],
            /^platform preview has no option --frobnicate; .*\nNext step: platform preview --help/,
        ],
        [["preview", "-x"], /^platform preview has no option -x;/],
        [
            ["prevew"],
            /^platform has no command prevew; allowed: preview, check, secret.*\nNext step: Did you mean preview\?/,
        ],
        [["secret", "st"], /^platform secret has no command st; allowed: set.*\nNext step: Did you mean set\?/],
        [
            ["secret", "set", "dev"],
            /^platform secret set lacks <path>: where it belongs\.\nNext step: platform secret set <stack> <path>/,
        ],
        [["preview", "a", "b"], /^platform preview takes \[stack\] alone; received: 2 arguments\.\nNext step: /],
        [
            ["preview", "--config-file"],
            /^platform preview: --config-file has no <file>: the stack's settings\.\nNext step: /,
        ],
        [["preview", "--diff", "--json"], /^platform preview takes --diff or --json, not both\.\nNext step: /],
        [
            ["check", "--format", "jsn"],
            /^platform check: --format is jsn; allowed: report, json\.\nNext step: Did you mean json\?/,
        ],
    ];
    for (const [args, message] of cases) {
        it(`is told with what is allowed and a next step: ${args.join(" ")}`, async () => {
            assert.match((await refusal(...args)).message, message);
        });
    }

    it("gives the exit code of the command", async () => {
        assert.equal((await refusal("check", "--fromat", "x")).exitCode, 2);
        assert.equal((await refusal("preview", "--fromat")).exitCode, 1);
    });

    it("repeats nothing that steers a terminal or a pipeline, nor the value of an option", async () => {
        const hostile = "\u001b[2J\n::error::x\u2028y";
        for (const args of [
            ["preview", `--a${hostile}`],
            [`a${hostile}`],
            ["preview", "a", hostile],
            ["check", "--format", hostile],
        ]) {
            const { message } = await refusal(...args);
            assert.match(message, /^[^\n\p{Cc}\p{Zl}]*\nNext step: [^\n\p{Cc}\p{Zl}]*$/u, JSON.stringify(message));
        }
        assert.doesNotMatch((await refusal("preview", "--password=hunter2")).message, /hunter2/);
        assert.doesNotMatch((await refusal("secret", "set", "dev", "a.b", "hunter2")).message, /hunter2/);
    });
});
