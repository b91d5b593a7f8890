import {
    AnalyzerInfo,
    EnforcementLevel,
    PolicyConfigSchema,
    PolicyInfo,
    PolicySeverity,
    PolicyType,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ALL_RULES, STACK_RULES } from "../judging/all-rules";
import type { ConfiguredLevel } from "../judging/pack-config";
import type { ConfigProperty, RuleMetadata } from "../model/rule";

/** What the engine calls the pack. */
export interface PackName {
    readonly name: string;
    readonly version: string;
}

/** What the engine shows of the pack, and checks its configuration against. */
export function analyzerInfo(pack: PackName): AnalyzerInfo {
    const info = new AnalyzerInfo();
    info.setName(pack.name);
    info.setVersion(pack.version);
    info.setDescription("Guards an EKS platform and every workload on it.");
    info.setSupportsconfig(true);
    info.setPoliciesList(ALL_RULES.map(policyInfo));
    return info;
}

/** Levels as the engine writes them. */
export const LEVELS: Readonly<Record<ConfiguredLevel, EnforcementLevel>> = {
    advisory: EnforcementLevel.ADVISORY,
    mandatory: EnforcementLevel.MANDATORY,
    disabled: EnforcementLevel.DISABLED,
    remediate: EnforcementLevel.REMEDIATE,
};

/** Severities as the engine writes them. */
export const SEVERITIES: Readonly<Record<RuleMetadata["severity"], PolicySeverity>> = {
    low: PolicySeverity.POLICY_SEVERITY_LOW,
    medium: PolicySeverity.POLICY_SEVERITY_MEDIUM,
    high: PolicySeverity.POLICY_SEVERITY_HIGH,
    critical: PolicySeverity.POLICY_SEVERITY_CRITICAL,
};

function policyInfo(rule: RuleMetadata): PolicyInfo {
    const info = new PolicyInfo();
    info.setName(rule.id);
    info.setDisplayname(rule.title);
    info.setDescription(rule.title);
    info.setPolicyType(STACK_RULES.has(rule) ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_RESOURCE);
    info.setEnforcementlevel(LEVELS[rule.level]);
    info.setSeverity(SEVERITIES[rule.severity]);
    info.setRemediationSteps(rule.fix);
    info.setTagsList([rule.category, ...rule.sources]);
    if (rule.config !== undefined) {
        info.setConfigschema(configSchema(rule.config));
    }
    return info;
}

function configSchema(properties: Readonly<Record<string, ConfigProperty>>): PolicyConfigSchema {
    const schema = new PolicyConfigSchema();
    schema.setProperties(Struct.fromJavaScript(properties as unknown as Record<string, JavaScriptValue>));
    return schema;
}
