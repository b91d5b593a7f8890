import type { PolicyConfigSchema } from "@pulumi/policy";
import type { RuleMetadata } from "../model/rule";

/** What CrossGuard shows of a rule and reads from its configuration. */
export function policyMetadata(rule: RuleMetadata) {
    return {
        name: rule.id,
        displayName: rule.title,
        description: rule.title,
        enforcementLevel: rule.level,
        severity: rule.severity,
        remediationSteps: rule.fix,
        tags: [rule.category, ...rule.sources],
        ...(rule.config !== undefined && { configSchema: toSchema(rule.config) }),
    };
}

function toSchema(config: NonNullable<RuleMetadata["config"]>): PolicyConfigSchema {
    return { properties: structuredClone(config) as PolicyConfigSchema["properties"] };
}
