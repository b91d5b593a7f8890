import { kindOf, nameOf } from "../../core/engine/urn";
import { ALL_RULES } from "../../policies/judging/all-rules";
import { type RawResource, type Resource, toResources } from "../../policies/model/resource";
import type { RuleMetadata } from "../../policies/model/rule";
import type { PlacedFinding, Report } from "../../policies/report/report";
import type { SourceFault } from "../../policies/sources/source";
import { notAllowed } from "../dangers/allow";
import type { Danger } from "../model/danger";
import type { ReviewFinding } from "../model/finding";
import type { Review, ReviewResource } from "../model/review";

/**
 * A review as the report of `platform check`, for the formats that know findings alone: those that stand after the change, and why
 * it failed or is refused where it is.
 *
 * @param defaultFile where findings without a file belong: the stack's settings
 */
export function policyReport(review: Review, defaultFile: string): Report {
    const resources = new Map(review.resources.map((resource) => [resource.urn, resource]));
    const standing = review.findings.filter(({ status }) => status !== "gone");
    return {
        findings: standing.map((finding) => placed(finding, resources.get(finding.urn ?? ""), defaultFile)),
        faults: [...failures(review), ...refusals(review)].map((fault) => ({ file: defaultFile, ...fault })),
        resources: review.resources.length,
        files: [...new Set([defaultFile, ...standing.flatMap(({ file }) => file ?? [])])],
    };
}

function failures({ errors, operation }: Review): readonly Omit<SourceFault, "file">[] {
    return errors.map((error) => ({
        message: `the ${operation} failed: ${error.trim().split("\n")[0]}`,
        next: "Mend it: platform preview shows all of it.",
    }));
}

/** What makes a preview fail without being a finding: what the rehearsed update did not get past, and data that nobody has let go. */
function refusals({ dangers }: Review): readonly Omit<SourceFault, "file">[] {
    const nameIn = ({ type, urn }: Danger) => `${kindOf(type)} ${nameOf(urn)}`;
    const refused = dangers.filter(({ kind }) => kind === "refused");
    return [
        ...refused.map((danger) => ({
            message: `the update would be refused${danger.urn === "" ? "" : ` at ${nameIn(danger)}`}: ${danger.causes[0] ?? "it says no more"}`,
            next: "Mend it: platform preview shows all of it.",
        })),
        ...notAllowed(dangers).map((danger) => ({
            message: `${danger.kind} ${nameIn(danger)}: ${danger.loss ?? "it holds data"}; nobody has allowed that`,
            next: `Take back what causes it; where it is meant, allow it: --allow-replace '*::${nameOf(danger.urn)}'.`,
        })),
    ];
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
