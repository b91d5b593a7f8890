import { nameOf } from "../../core/engine/urn";
import { ALL_RULES } from "../../policies/judging/all-rules";
import { type RawResource, type Resource, toResources } from "../../policies/model/resource";
import type { RuleMetadata } from "../../policies/model/rule";
import type { PlacedFinding, Report } from "../../policies/report/report";
import type { ReviewFinding } from "../model/finding";
import type { Review, ReviewResource } from "../model/review";

/**
 * A review as the report of `platform check`, for the formats that know findings alone: those that stand after the change, and why
 * it failed where it did.
 *
 * @param defaultFile where findings without a file belong: the stack's settings
 */
export function policyReport(review: Review, defaultFile: string): Report {
    const resources = new Map(review.resources.map((resource) => [resource.urn, resource]));
    const standing = review.findings.filter(({ status }) => status !== "gone");
    return {
        findings: standing.map((finding) => placed(finding, resources.get(finding.urn ?? ""), defaultFile)),
        faults: review.errors.map((error) => ({
            file: defaultFile,
            message: `the ${review.operation} failed: ${error.trim().split("\n")[0]}`,
            next: "Mend it: platform preview shows all of it.",
        })),
        resources: review.resources.length,
        files: [...new Set([defaultFile, ...standing.flatMap(({ file }) => file ?? [])])],
    };
}

function placed(finding: ReviewFinding, resource: ReviewResource | undefined, defaultFile: string): PlacedFinding {
    const { level, path, message, file = defaultFile, line } = finding;
    const subject = subjectOf(finding, resource);
    return {
        rule: ruleOf(finding),
        ...{ level, path, message, file },
        ...(subject !== undefined && { resource: subject }),
        ...(line !== undefined && { line }),
    };
}

/** The rule with all that is known of it; one that another version of the pack has is as the finding tells. */
function ruleOf({ rule, title, level, severity, fix }: ReviewFinding): RuleMetadata {
    const known = ALL_RULES.find(({ id }) => id === rule);
    return known ?? { id: rule, title, level, severity, fix, category: "operations", rationale: title, sources: [] };
}

function subjectOf({ urn }: ReviewFinding, resource: ReviewResource | undefined): Resource | undefined {
    if (urn === undefined || resource === undefined) {
        return undefined;
    }
    const raw: RawResource = { urn, type: resource.type, name: nameOf(urn), props: resource.inputs };
    return toResources(raw)[0];
}
