import { relative } from "node:path";
import { stackFile } from "../engine/project-copy";
import { addSummary, type ReportOutput, reportOutputs, writeOutput } from "../output/report-files";
import { previewReview, type ReviewCommandOptions } from "./review-command";

export interface ReportOptions extends ReviewCommandOptions {
    /** Files to write, each in the format that its ending says. */
    readonly output: readonly string[];
    /** A file to whose end it is added as Markdown, for the summary of a workflow's step. @default none */
    readonly summary?: string;
}

/**
 * Previews a stack once and writes what is known of it into files. They are written of a preview that fails, too, since a reviewer
 * wants to know why.
 *
 * @returns the exit code of the preview
 * @throws UserError when the stack cannot be previewed, or a file cannot be written
 */
export async function report(stack: string, options: ReportOptions): Promise<number> {
    const outputs = reportOutputs(options.output);
    const review = await previewReview(stack, options);
    const settings = relative(process.cwd(), stackFile(stack, options.configFile));
    for (const output of outputs) {
        await writeOutput(output, review, settings);
    }
    if (options.summary !== undefined) {
        addSummary(options.summary, review);
    }
    process.stderr.write(`report of ${stack}: ${outputs.map(({ file }: ReportOutput) => file).join(", ")}\n`);
    return review.exitCode;
}
