import type { ResourceValidation, ResourceValidationPolicy } from "@pulumi/policy";
import { policyMetadata } from "./adapters/policy-metadata";
import { toRemediation } from "./adapters/remediate";
import { reportOpen } from "./adapters/report-open";
import { HELM_RENDERED, notRenderedFinding } from "./helm-rendered";
import { mayConcern } from "./model/evaluate";
import type { Rule, RuleMetadata } from "./model/rule";
import type { PackState } from "./pack-state";
import { RULES } from "./rules";
import { SETTINGS, settingsFindings } from "./settings";
import { RELEASE_TYPE, type Reading } from "./subjects";
import { UNDETERMINED } from "./undetermined";
import { describe, verdictOn } from "./verdict";

/** The policies over single resources. The SDK runs them in this order: settings first, what is undetermined last. */
export function resourcePolicies(state: PackState): readonly ResourceValidationPolicy[] {
    return [
        settingsPolicy(state),
        ...RULES.map((rule) => rulePolicy(rule, state)),
        helmRenderedPolicy(state),
        undeterminedPolicy(state),
    ];
}

function rulePolicy(rule: Rule, state: PackState): ResourceValidationPolicy {
    const [onlyType, ...otherTypes] = rule.types ?? [];
    const validate: ResourceValidation = (args, report) => {
        if (!mayConcern(rule, args.type)) {
            return;
        }
        return whenRead(state.read(args), ({ subjects }) => {
            for (const subject of subjects) {
                const { findings, undetermined } = verdictOn(rule, subject, args.getConfig(), state.context);
                for (const finding of findings) {
                    report(describe(rule, finding, subject.resource));
                }
                state.open.add(args.urn, rule, undetermined);
            }
        });
    };
    return {
        ...policyMetadata(rule),
        // The SDK skips a policy of one type without reading the resource when the function carries the type.
        validateResource:
            onlyType !== undefined && otherTypes.length === 0
                ? Object.assign(validate, { __pulumiType: onlyType })
                : validate,
        ...(rule.remediate !== undefined && { remediateResource: toRemediation(rule, state) }),
    };
}

function settingsPolicy(state: PackState): ResourceValidationPolicy {
    return policy(SETTINGS, (args, report) => {
        const settings = state.configure(args.getConfig());
        for (const finding of settings === undefined ? [] : settingsFindings(settings)) {
            report(describe(SETTINGS, finding));
        }
    });
}

function helmRenderedPolicy(state: PackState): ResourceValidationPolicy {
    const validate: ResourceValidation = (args, report) =>
        whenRead(state.read(args), ({ notRendered }) => {
            if (notRendered !== undefined) {
                report(describe(HELM_RENDERED, notRenderedFinding(notRendered)));
            }
        });
    return policy(HELM_RENDERED, Object.assign(validate, { __pulumiType: RELEASE_TYPE }));
}

/**
 * CrossGuard itself would warn in each rule and never fail; here `unknowns` decides, so that a gate for production can ask
 * for certainty.
 */
function undeterminedPolicy(state: PackState): ResourceValidationPolicy {
    return policy(UNDETERMINED, (args, report) => {
        const open = state.open.take(args.urn);
        if (open.length > 0) {
            reportOpen(report, UNDETERMINED, open, args.getConfig());
        }
    });
}

function policy(rule: RuleMetadata, validateResource: ResourceValidation): ResourceValidationPolicy {
    return { ...policyMetadata(rule), validateResource };
}

/** Most resources are read at once; waiting for each of them in each rule would cost as much as the rules. */
function whenRead(reading: Reading | Promise<Reading>, use: (reading: Reading) => void): void | Promise<void> {
    return reading instanceof Promise ? reading.then(use) : use(reading);
}
