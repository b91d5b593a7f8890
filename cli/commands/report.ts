import { relative } from "node:path";
import type { Review } from "../../review/model/review";
import { stackFile } from "../engine/project-copy";
import { expected, UserError } from "../errors";
import { addSummary, type ReportOutput, reportOutputs, writeOutput } from "../output/report-files";
import { previewReview, type ReviewCommandOptions } from "./review-command";
import { failedReview } from "./stack-review";

export interface ReportOptions extends ReviewCommandOptions {
    /** Files to write, each in the format that its ending says. */
    readonly output: readonly string[];
    /** A file to whose end it is added as Markdown, for the summary of a workflow's step. @default none */
    readonly summary?: string;
}

/**
 * Previews a stack once and writes what is known of it into files. They are written of a preview that fails and of one that cannot begin,
 * too, since a reviewer wants to know why.
 *
 * @returns the exit code of the preview
 * @throws UserError when the stack cannot be previewed, or a file cannot be written
 */
export async function report(stack: string, options: ReportOptions): Promise<number> {
    const outputs = reportOutputs(options.output);
    const { review, fault } = await reviewed(stack, options);
    const faults = [...(fault ? [fault.message] : []), ...(await write(review, outputs, stack, options))];
    if (faults.length > 0) {
        throw new UserError(faults.join("\n"));
    }
    return review.exitCode;
}

interface Reviewed {
    readonly review: Review;
    /** Why it could not begin. */
    readonly fault?: Error;
}

async function reviewed(stack: string, options: ReportOptions): Promise<Reviewed> {
    try {
        return { review: await previewReview(stack, options) };
    } catch (error) {
        const fault = expected(error);
        if (fault === undefined) {
            throw error;
        }
        return { review: failedReview("preview", stack, options, fault.message), fault };
    }
}

/** Writes all that can be written. @returns what could not be, and why */
async function write(
    review: Review,
    outputs: readonly ReportOutput[],
    stack: string,
    { configFile, summary }: ReportOptions,
): Promise<readonly string[]> {
    const settings = relative(process.cwd(), stackFile(stack, configFile));
    const writers = [
        ...outputs.map((output) => ({ file: output.file, run: () => writeOutput(output, review, settings) })),
        ...(summary === undefined ? [] : [{ file: summary, run: async () => addSummary(summary, review) }]),
    ];
    const written: string[] = [];
    const failures: unknown[] = [];
    for (const { file, run } of writers) {
        try {
            await run();
            written.push(file);
        } catch (error) {
            failures.push(error);
        }
    }
    if (written.length > 0) {
        process.stderr.write(`report of ${stack}: ${written.join(", ")}\n`);
    }
    const defect = failures.find((error) => expected(error) === undefined);
    if (defect !== undefined) {
        throw defect;
    }
    return failures.map((error) => (error as Error).message);
}
