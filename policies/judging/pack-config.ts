import type { RuleConfig, RuleMetadata } from "../model/rule";

/**
 * A CrossGuard policy configuration: levels and parameters by rule, `all` for the level of every other rule.
 *
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
 */
export type PackConfig = Readonly<Record<string, unknown>>;

/** What a configuration can make of a rule. `remediate` counts as `mandatory` for what remains. */
export type ConfiguredLevel = "advisory" | "mandatory" | "disabled" | "remediate";

/** The level of a rule: its own in the configuration, else that of `all`, else the one that the rule brings along. */
export function levelOf(rule: Pick<RuleMetadata, "id" | "level">, config: PackConfig): ConfiguredLevel {
    return levelIn(config[rule.id]) ?? levelIn(config.all) ?? rule.level;
}

/** The parameters that the configuration gives a rule, without defaults. */
export function parametersOf(id: string, config: PackConfig): RuleConfig {
    const settings = config[id];
    if (typeof settings !== "object" || settings === null) {
        return {};
    }
    const { enforcementLevel: _, ...parameters } = settings as Record<string, unknown>;
    return parameters;
}

function levelIn(settings: unknown): ConfiguredLevel | undefined {
    const level =
        typeof settings === "object" && settings !== null
            ? (settings as { enforcementLevel?: unknown }).enforcementLevel
            : settings;
    return typeof level === "string" ? (level as ConfiguredLevel) : undefined;
}
