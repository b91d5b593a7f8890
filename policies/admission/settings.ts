import { levelOf, type PackConfig, parametersOf } from "../judging/pack-config";
import type { Rule, RuleConfig } from "../model/rule";

/** What a CrossGuard configuration says of one rule. */
export interface RuleSettings {
    /** False for advice. */
    readonly isMandatory: boolean;
    /** The rule's parameters, defaults filled in. */
    readonly config: RuleConfig;
}

/** The rule's level and parameters by a configuration. @returns `undefined` where the rule is switched off */
export function settingsOf(rule: Rule, packConfig: PackConfig): RuleSettings | undefined {
    const level = levelOf(rule, packConfig);
    const defaults = Object.entries(rule.config ?? {}).map(([name, property]) => [name, property.default] as const);
    return level === "disabled"
        ? undefined
        : {
              isMandatory: level !== "advisory",
              config: { ...Object.fromEntries(defaults), ...parametersOf(rule.id, packConfig) },
          };
}
