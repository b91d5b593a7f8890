import { compare } from "../../core/compare";
import { labelOf } from "./label";
import { code, prose } from "./markdown-text";
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
