import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type * as z from "zod";
import { isObject } from "../core/data";
import { UserError } from "./errors";

/** A call would otherwise wait for a page to be read or a question to be answered. */
const QUIET = ["--output", "json", "--no-cli-pager"];

/** What is said where there is no AWS CLI. */
export const NO_AWS_CLI =
    "This asks AWS by the AWS CLI, and there is no aws on PATH.\n" +
    "Next step: install it, https://docs.aws.amazon.com/cli/; npm run doctor says whether it is found.";

/**
 * Runs the user's AWS CLI, with the user's credentials. Of commands that print nothing the answer is null.
 *
 * @throws UserError when there is none, it fails, in its words, or its answer is another than expected
 */
export async function awsCli<Schema extends z.ZodType>(
    args: readonly string[],
    region: string,
    schema: Schema,
): Promise<z.output<Schema>> {
    const command = ["aws", ...args.slice(0, 2)].join(" ");
    const stdout = await outputOf(command, [...args, "--region", region, ...QUIET]);
    const answer = schema.safeParse(parsed(stdout));
    if (!answer.success) {
        const [fault] = answer.error.issues;
        throw new UserError(
            `${command} answered something else than expected${fault ? `: ${fault.path.join(".")}: ${fault.message}` : ""}.\n` +
                "Next step: see what the same command prints by hand, and which version aws --version tells: 2 is needed.",
        );
    }
    return answer.data;
}

async function outputOf(command: string, args: readonly string[]): Promise<string> {
    try {
        const { stdout } = await promisify(execFile)("aws", [...args], { maxBuffer: 64 * 1024 * 1024 });
        return stdout;
    } catch (error) {
        const { code, stderr, message }: { code?: unknown; stderr?: unknown; message?: unknown } = isObject(error)
            ? error
            : {};
        throw new UserError(
            code === "ENOENT"
                ? NO_AWS_CLI
                : `${command} failed: ${String(stderr || message).trim()}\nNext step: check credentials and rights, with the same command by hand.`,
        );
    }
}

/** Undefined where it is no JSON, which no schema of an answer takes. */
function parsed(stdout: string): unknown {
    try {
        return JSON.parse(stdout || "null");
    } catch {
        return undefined;
    }
}
