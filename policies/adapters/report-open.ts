import type { EnforcementLevel, ReportViolation } from "@pulumi/policy";
import type { RuleConfig, RuleMetadata } from "../model/rule";
import { type Open, undeterminedFinding, unknownsLevel } from "../undetermined";
import { describe } from "../verdict";

/**
 * Reports what could not be decided about one resource, at the level that the parameter `unknowns` asks for.
 *
 * @param urn the resource, where the policy judges the whole stack. @default the resource that the policy judges
 */
export function reportOpen(
    report: ReportViolation,
    rule: RuleMetadata,
    open: readonly Open[],
    config: RuleConfig,
    urn?: string,
): void {
    const message = describe(rule, undeterminedFinding(open));
    const enforcementLevel = unknownsLevel(config);
    if (enforcementLevel === undefined) {
        report(message, urn);
    } else {
        reportAt(report, {
            message: `${rule.title}\n${message}`,
            enforcementLevel,
            ...(urn !== undefined && { urn }),
        });
    }
}

/** The SDK takes a level with a message, though its types do not say so yet; a test holds it to that. */
function reportAt(
    report: ReportViolation,
    violation: { readonly message: string; readonly urn?: string; readonly enforcementLevel: EnforcementLevel },
): void {
    (report as unknown as (violation: object) => void)(violation);
}
