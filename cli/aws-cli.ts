import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type * as z from "zod";
import { isObject } from "../core/data";
import { UserError } from "./errors";

/** A call would otherwise wait for a page to be read or a question to be answered. */
const QUIET = ["--output", "json", "--no-cli-pager"];

/**
 * Runs the user's AWS CLI, with the user's credentials. Of commands that print nothing the answer is null.
 *
 * @throws UserError when there is none, or it fails, in its words
 */
export async function awsCli<Schema extends z.ZodType>(
    args: readonly string[],
    region: string,
    schema: Schema,
): Promise<z.output<Schema>> {
    const command = ["aws", ...args.slice(0, 2)].join(" ");
    try {
        const { stdout } = await promisify(execFile)("aws", [...args, "--region", region, ...QUIET], {
            maxBuffer: 64 * 1024 * 1024,
        });
        return schema.parse(JSON.parse(stdout || "null"));
    } catch (error) {
        const { code, stderr, message }: { code?: unknown; stderr?: unknown; message?: unknown } = isObject(error)
            ? error
            : {};
        if (code === "ENOENT") {
            throw new UserError(
                "There is no aws on PATH.\nNext step: install the AWS CLI, https://docs.aws.amazon.com/cli/.",
            );
        }
        throw new UserError(
            `${command} failed: ${String(stderr || message).trim()}\nNext step: check credentials and rights, with the same command by hand.`,
        );
    }
}
