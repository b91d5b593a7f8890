import { compare } from "../../core/compare";
import { visible } from "../../core/faults/visible";
import { labelOf } from "./label";
import type { PlacedFinding, Report } from "./report";
import { notChecked, plural, summary } from "./summary";

/** GitHub refuses comments of more than 65536 characters; the rest is for what surrounds the list. */
const MAX_LENGTH = 60_000;

/** A comment for a pull request: the numbers, the broken rules, and each finding in a fold. */
export function* markdownReport(report: Report): Iterable<string> {
    yield `**${summary(report)}**\n`;
    for (const line of notChecked(report)) {
        yield `\n${line}\n`;
    }
    const groups = byRule(report.findings);
    if (groups.length > 0) {
        yield "\n| rule | level | severity | findings |\n|---|---|---|---|\n";
        for (const [{ rule, level }, ...others] of groups) {
            yield `| \`${rule.id}\` | ${level} | ${rule.severity} | ${others.length + 1} |\n`;
        }
        yield* details(groups);
    }
}

type Group = readonly [PlacedFinding, ...PlacedFinding[]];

/** The folds, up to the length of a comment. */
function* details(groups: readonly Group[]): Iterable<string> {
    let length = 0;
    let left = 0;
    for (const group of groups) {
        const [{ rule }] = group;
        const lines: string[] = [];
        for (const finding of left === 0 ? group : []) {
            const line = item(finding);
            if (length + line.length > MAX_LENGTH) {
                break;
            }
            length += line.length;
            lines.push(line);
        }
        left += group.length - lines.length;
        if (lines.length > 0) {
            const head = `<code>${rule.id}</code>: ${prose(rule.title)}`;
            const text = `\n<details><summary>${head}</summary>\n\n${prose(rule.fix)}\n\n${lines.join("")}\n</details>\n`;
            length += text.length - lines.join("").length;
            yield text;
        }
    }
    if (left > 0) {
        yield `\n${plural(left, "finding")} more: a comment cannot hold them. The other formats list all.\n`;
    }
}

function item({ resource, file, line, path, message }: PlacedFinding): string {
    const place = line === undefined ? file : `${file}:${line}`;
    const field = path === "" ? "" : `${code(path)}: `;
    return `- ${code(labelOf(resource))} in ${code(place)}: ${field}${prose(message)}\n`;
}

/** Mandatory findings first, then by the rule's name. */
function byRule(findings: readonly PlacedFinding[]): readonly Group[] {
    const groups = new Map<string, [PlacedFinding, ...PlacedFinding[]]>();
    for (const finding of findings) {
        const key = `${finding.level === "mandatory" ? 0 : 1} ${finding.rule.id}`;
        const group = groups.get(key);
        if (group === undefined) {
            groups.set(key, [finding]);
        } else {
            group.push(finding);
        }
    }
    return [...groups].sort(([one], [other]) => compare(one, other)).map(([, group]) => group);
}

/** A code span, in which neither Markdown nor mentions nor HTML mean anything. */
function code(text: string): string {
    const shown = visible(text);
    const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
    const fence = "`".repeat(longest + 1);
    const gap = /^[` ]|[` ]$/.test(shown) ? " " : "";
    return `${fence}${gap}${shown}${gap}${fence}`;
}

/**
 * Text without any markup of its own. A mention or a reference to an issue works through every escape, so what makes it
 * one is followed by a space of no width.
 */
function prose(text: string): string {
    return visible(text)
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/[\\`*_{}[\]()|~!$]/g, "\\$&")
        .replace(/[@#]/g, "$&&#8203;")
        .replace(/:\/\//g, ":&#8203;//");
}
