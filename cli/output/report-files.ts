import { appendFileSync, createWriteStream, statSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Review } from "../../review/model/review";
import { reviewJson } from "../../review/views/json";
import type { Place } from "../../review/views/markdown/comment";
import { UserError } from "../errors";
import { repositoryRoot, tool } from "./tool";

/** A format by the ending of its files; each is loaded only when it is asked for. */
interface ReportFormat {
    readonly ending: string;
    readonly what: string;
    readonly write: (review: Review, settings: string) => Promise<Iterable<string>> | Iterable<string>;
}

const REPORT_FORMATS: readonly ReportFormat[] = [
    {
        ending: ".html",
        what: "a page to open in a browser",
        write: async (review) => {
            const page: typeof import("../../review/views/html/html-report") = require("../../review/views/html/html-report");
            return [await page.htmlReport(review, new Date())];
        },
    },
    {
        ending: ".md",
        what: "a comment on a pull request",
        write: (review) => [comment(review, "comment")],
    },
    {
        ending: ".json",
        what: "all of it, for programs",
        write: (review) => [reviewJson(review)],
    },
    {
        ending: ".sarif",
        what: "the findings, for code scanning",
        write: (review, settings) => {
            const {
                sarifReport,
            }: typeof import("../../policies/report/sarif") = require("../../policies/report/sarif");
            return sarifReport(findings(review, settings), { tool: tool(), root: repositoryRoot(process.cwd()) });
        },
    },
    {
        ending: ".xml",
        what: "the findings as JUnit has them",
        write: (review, settings) => {
            const {
                junitReport,
            }: typeof import("../../policies/report/junit") = require("../../policies/report/junit");
            return junitReport(findings(review, settings));
        },
    },
];

function findings(review: Review, settings: string) {
    const {
        policyReport,
    }: typeof import("../../review/views/policy-report") = require("../../review/views/policy-report");
    return policyReport(review, settings);
}

function comment(review: Review, place: Place): string {
    const {
        commentOf,
    }: typeof import("../../review/views/markdown/comment") = require("../../review/views/markdown/comment");
    return commentOf(review, place);
}

/**
 * Adds the review to the end of a file, as the summary of a workflow's step has it.
 *
 * @throws UserError when it cannot be written
 */
export function addSummary(file: string, review: Review): void {
    try {
        appendFileSync(file, `${comment(review, "summary")}\n`);
    } catch (error) {
        throw new UserError(
            `The summary cannot be added to ${file}: ${(error as Error).message}.\n` +
                "Next step: give --summary a file that you may write to, in a workflow $GITHUB_STEP_SUMMARY.",
        );
    }
}

/** A file that is to be written, and how. */
export interface ReportOutput {
    readonly file: string;
    readonly format: ReportFormat;
}

/**
 * What each file is to hold, by its ending.
 *
 * @throws UserError for endings that say no format, and for files that cannot be written: before a preview takes its time
 */
export function reportOutputs(files: readonly string[]): readonly ReportOutput[] {
    const outputs = files.map((file) => ({ file, format: formatOf(file) }));
    const faults = outputs.flatMap(({ file, format }) => {
        if (format === undefined) {
            return [`The ending of --output ${file} says no format; allowed: ${allowed()}.`];
        }
        const folder = statSync(dirname(resolve(file)), { throwIfNoEntry: false });
        return folder?.isDirectory() ? [] : [`--output ${file} cannot be written: its folder does not exist.`];
    });
    if (faults.length > 0) {
        throw new UserError(`${faults.join("\n")}\nNext step: write for example --output report.html`);
    }
    return outputs.flatMap(({ file, format }) => (format === undefined ? [] : [{ file, format }]));
}

function formatOf(file: string): ReportFormat | undefined {
    return REPORT_FORMATS.find(({ ending }) => ending === extname(file).toLowerCase());
}

function allowed(): string {
    return REPORT_FORMATS.map(({ ending, what }) => `${ending} (${what})`).join(", ");
}

/**
 * Writes one file.
 *
 * @param settings the stack's settings, where findings without a place belong
 * @throws UserError when it cannot be written
 */
export async function writeOutput({ file, format }: ReportOutput, review: Review, settings: string): Promise<void> {
    const chunks = await format.write(review, settings);
    try {
        await pipeline(chunks, createWriteStream(file));
    } catch (error) {
        throw new UserError(
            `The report cannot be written to ${file}: ${(error as Error).message}.\n` +
                "Next step: give --output a file in a folder that exists and that you may write to.",
        );
    }
}
