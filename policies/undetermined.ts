import type { EnforcementLevel, ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";
import type { ConfigProperty } from "./model/rule";

/** What rules could not decide, by the URN of the resource. */
export type Pending = Map<string, readonly { readonly rule: string; readonly path: string }[]>;

export const UNDETERMINED = "undetermined";

const LEVELS = ["advisory", "mandatory"];

/** The rule's parameter. */
export const UNDETERMINED_CONFIG = {
    unknowns: {
        description: "Whether a rule that cannot be decided stops the update.",
        type: "string",
        enum: LEVELS,
    },
} as const satisfies Readonly<Record<string, ConfigProperty>>;

const TITLE = "Every rule can be decided.";

/**
 * Reports, once for each resource, what the rules before it could not decide because a value is unknown. CrossGuard itself
 * would warn in each rule and never fail; here `unknowns` decides, so that a gate for production can ask for certainty.
 *
 * It must come last in the pack: the SDK runs policies in order.
 */
export function undeterminedPolicy(pending: Pending): ResourceValidationPolicy {
    return {
        name: UNDETERMINED,
        displayName: TITLE,
        description: TITLE,
        enforcementLevel: "advisory",
        severity: "low",
        remediationSteps: "Preview against a stack that exists, or offline, where every value is known.",
        tags: ["operations"],
        configSchema: { properties: { unknowns: { ...UNDETERMINED_CONFIG.unknowns, enum: [...LEVELS] } } },
        validateResource: (args, report) => {
            const open = pending.get(args.urn) ?? [];
            pending.delete(args.urn);
            if (open.length === 0) {
                return;
            }
            const rules = new Set(open.map(({ rule }) => rule));
            const paths = new Set(open.map(({ path }) => path));
            const message =
                `${rules.size} rules cannot be decided (${[...rules].join(", ")}), ` +
                `because these values are unknown: ${[...paths].join(", ")}`;
            const { unknowns } = args.getConfig<{ unknowns?: EnforcementLevel }>();
            if (unknowns === undefined) {
                report(message);
            } else {
                reportAt(report, unknowns, `${TITLE}\n${message}`);
            }
        },
    };
}

/** The SDK takes a level with a message, though its types do not say so yet; a test holds it to that. */
function reportAt(report: ReportViolation, enforcementLevel: EnforcementLevel, message: string): void {
    const withLevel = report as unknown as (violation: { message: string; enforcementLevel: EnforcementLevel }) => void;
    withLevel({ message, enforcementLevel });
}
