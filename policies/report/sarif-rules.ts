import type { ReportingDescriptor } from "sarif";
import type { RuleMetadata, Severity } from "../model/rule";

/** What the log says of the program that wrote it. */
export interface Tool {
    readonly version: string;
    /** Where the repository can be read. @default the log links to nothing */
    readonly homepage?: string;
}

/** Scores in the middle of the ranges that GitHub names critical, high, medium and low. */
const SCORES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** A rule as code scanning shows it. Only security rules have a score, since it makes an alert one of security. */
export function toDescriptor(rule: RuleMetadata, { homepage }: Tool): ReportingDescriptor {
    const sources = rule.sources.length === 0 ? "" : `\n\nSources: ${rule.sources.join(", ")}`;
    return {
        id: rule.id,
        name: rule.id,
        shortDescription: { text: rule.title },
        fullDescription: { text: rule.rationale },
        help: {
            text: `${rule.rationale}\n\n${rule.fix}${sources}`,
            markdown: `${rule.rationale}\n\n**Fix**: ${rule.fix}${sources}`,
        },
        ...(homepage !== undefined && {
            helpUri: `${homepage}/blob/main/docs/policy-reference.md#${rule.id.toLowerCase()}`,
        }),
        defaultConfiguration:
            rule.level === "disabled"
                ? { enabled: false }
                : { level: rule.level === "mandatory" ? "error" : "warning" },
        properties: {
            tags: [rule.category, ...rule.sources],
            precision: "very-high",
            "problem.severity": rule.level === "mandatory" ? "error" : "warning",
            ...(rule.category === "security" && { "security-severity": SCORES[rule.severity] }),
        },
    };
}
