import { relative } from "node:path";
import type { Review } from "../../review/model/review";
import { stackFile } from "../engine/project-copy";
import { expected } from "../errors";
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
    let review: Review;
    try {
        review = await previewReview(stack, options);
    } catch (error) {
        const fault = expected(error);
        if (fault !== undefined) {
            await write(failedReview("preview", stack, options, fault.message), outputs, stack, options);
        }
        throw error;
    }
    await write(review, outputs, stack, options);
    return review.exitCode;
}

async function write(
    review: Review,
    outputs: readonly ReportOutput[],
    stack: string,
    { configFile, summary }: ReportOptions,
): Promise<void> {
    const settings = relative(process.cwd(), stackFile(stack, configFile));
    for (const output of outputs) {
        await writeOutput(output, review, settings);
    }
    if (summary !== undefined) {
        addSummary(summary, review);
    }
    process.stderr.write(`report of ${stack}: ${outputs.map(({ file }) => file).join(", ")}\n`);
}
