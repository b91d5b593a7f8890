import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import pc from "picocolors";
import type { Report } from "../../policies/report/report";
import { summary } from "../../policies/report/summary";
import { UserError } from "../errors";
import { repositoryRoot, tool } from "../output/tool";
import type { CheckOptions } from "./check-options";

type Target = Pick<CheckOptions, "format" | "output">;

/** Wider lines are hard to read, however wide the terminal is. */
const MAX_COLUMNS = 120;

/**
 * Writes a report in its format to standard output or a file, piece by piece, whatever its size.
 *
 * @throws UserError when the file cannot be written
 */
export async function writeReport(report: Report, { format, output }: Target): Promise<void> {
    const chunks = render(report, format, output === undefined);
    if (output === undefined) {
        await pipeline(chunks, process.stdout, { end: false }).catch(unlessReaderLeft);
        return;
    }
    try {
        await pipeline(chunks, createWriteStream(output));
    } catch (error) {
        throw new UserError(
            `The report cannot be written to ${output}: ${(error as Error).message}.\n` +
                "Next step: give --output a file in a folder that exists and that you may write to.",
        );
    }
    process.stderr.write(`${summary(report)}: ${output}\n`);
}

/** Each format is loaded only when it is asked for. */
function render(report: Report, format: Target["format"], isStandardOutput: boolean): Iterable<string> {
    switch (format) {
        case "json": {
            const { jsonReport }: typeof import("../../policies/report/json") = require("../../policies/report/json");
            return jsonReport(report);
        }
        case "sarif": {
            const {
                sarifReport,
            }: typeof import("../../policies/report/sarif") = require("../../policies/report/sarif");
            return sarifReport(report, { tool: tool(), root: repositoryRoot(process.cwd()) });
        }
        case "junit": {
            const {
                junitReport,
            }: typeof import("../../policies/report/junit") = require("../../policies/report/junit");
            return junitReport(report);
        }
        case "markdown": {
            const {
                markdownReport,
            }: typeof import("../../policies/report/markdown") = require("../../policies/report/markdown");
            return markdownReport(report);
        }
        case "report": {
            const { textReport }: typeof import("../../policies/report/text") = require("../../policies/report/text");
            const terminal = isStandardOutput && process.stdout.isTTY ? process.stdout : undefined;
            return textReport(report, {
                color: isStandardOutput && usesColor(terminal !== undefined),
                columns: Math.min(terminal?.columns ?? MAX_COLUMNS, MAX_COLUMNS),
            });
        }
    }
}

/** @see https://no-color.org and https://force-color.org */
function usesColor(isTerminal: boolean): boolean {
    const { NO_COLOR = "", FORCE_COLOR = "" } = process.env;
    return NO_COLOR === "" && (FORCE_COLOR === "" ? isTerminal && pc.isColorSupported : FORCE_COLOR !== "0");
}

/** A reader such as `head` may have enough before the end. */
function unlessReaderLeft(error: NodeJS.ErrnoException): void {
    if (error.code !== "EPIPE") {
        throw error;
    }
}
