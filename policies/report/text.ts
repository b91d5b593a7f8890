import { createColors } from "picocolors";
import { visible } from "../../core/faults/visible";
import { wrap } from "../../core/faults/wrap";
import { labelOf } from "./label";
import type { PlacedFinding, Report } from "./report";
import { identityOf } from "./report";
import { notChecked, summary } from "./summary";

export interface TextOptions {
    readonly color: boolean;
    /** Width to wrap at. */
    readonly columns: number;
}

/** The report for a reader: findings by file and resource, then the numbers. */
export function* textReport(report: Report, { color, columns }: TextOptions): Iterable<string> {
    const paint = createColors(color);
    let last: PlacedFinding | undefined;
    for (const finding of report.findings) {
        const { rule, level, file, line, column, resource, path, message } = finding;
        if (last?.file !== file) {
            yield `${last === undefined ? "" : "\n"}${paint.bold(visible(file))}\n`;
        }
        if (last?.file !== file || identityOf(last.resource) !== identityOf(resource)) {
            yield `  ${paint.underline(labelOf(resource))}\n`;
        }
        last = finding;
        const place = line === undefined ? "" : `  ${visible(file)}:${line}:${column ?? 1}`;
        const mark = level === "mandatory" ? paint.red(level) : paint.yellow(level);
        yield `    ${mark}  ${paint.bold(rule.id)}${place}\n`;
        const what = path === "" ? message : `${path}: ${message}`;
        yield `${wrap(`${visible(what)}.`, columns, "      ").join("\n")}\n`;
        yield `${wrap(visible(rule.fix), columns, "      ").map(paint.dim).join("\n")}\n`;
    }
    if (last !== undefined) {
        yield "\n";
    }
    yield `${paint.bold(summary(report))}\n`;
    for (const line of notChecked(report)) {
        yield `${paint.yellow(line)}\n`;
    }
}
