import { compare } from "../../../../core/compare";
import { code, prose } from "../../../../policies/report/markdown-text";
import type { ReviewFinding } from "../../../model/finding";
import type { Review } from "../../../model/review";
import { counted } from "../../../words";
import type { Section } from "../section";

/** What the change breaks stands open, what it leaves and what it mends is folded. Where nothing is compared all that is mandatory is open. */
export function findingSections({ isCompared, findings, exemptions }: Review): readonly Section[] {
    const isNews = ({ status, level }: ReviewFinding) =>
        status === "new" || (!isCompared && status === "present" && level === "mandatory");
    const open = findings.filter(isNews);
    const present = findings.filter((finding) => finding.status === "present" && !isNews(finding));
    const gone = findings.filter(({ status }) => status === "gone");
    const noun = ["finding", "findings"] as const;
    return [
        {
            title: isCompared ? "New findings of policies" : "Violations of policies",
            isFolded: false,
            pieces: byWeight(open).map(piece),
            noun,
        },
        {
            title: `Findings that were there before: ${present.length}`,
            isFolded: true,
            pieces: byWeight(present).map(piece),
            noun,
        },
        { title: `Findings that are gone: ${gone.length}`, isFolded: true, pieces: byWeight(gone).map(piece), noun },
        {
            title: `Exemptions that apply: ${exemptions.length}`,
            isFolded: true,
            pieces: exemptions.map(
                ({ rule, resource, owner, reason, expires, applies }) =>
                    `- ${code(rule)} for ${code(resource)}, ${counted(applies, "finding")}, until ${prose(expires)} (${prose(owner)}): ${prose(reason)}\n`,
            ),
            noun: ["exemption", "exemptions"],
        },
    ];
}

function byWeight(findings: readonly ReviewFinding[]): readonly ReviewFinding[] {
    const severities = ["critical", "high", "medium", "low"];
    return findings.toSorted(
        (one, other) =>
            Number(one.level === "advisory") - Number(other.level === "advisory") ||
            severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
            compare(one.rule, other.rule) ||
            compare(one.resource, other.resource),
    );
}

function piece({ rule, level, severity, resource, path, message, fix, file, line }: ReviewFinding): string {
    const place = file === undefined ? "" : ` in ${code(line === undefined ? file : `${file}:${line}`)}`;
    const field = path === "" ? "" : `${code(path)}: `;
    return (
        `- ${level} (${severity}) ${code(rule)}: ${code(resource)}${place}: ${field}${prose(message)}\n` +
        `  - ${prose(fix)}\n`
    );
}
