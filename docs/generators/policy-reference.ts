import { ADMISSION_CHECKS } from "../../policies/admission/rules";
import type { ConfigProperty, Rule, RuleMetadata } from "../../policies/model/rule";

/** A rule over resources, over the stack, or about the judging itself. */
type AnyRule = RuleMetadata & Pick<Partial<Rule>, "remediate">;

const REMEDIABLE = "**R**";
const ENFORCED = "**K**";
const MEANT_IN_AGENTS = "**A**";

/** The reference of all rules as Markdown: a table of contents by family, then each rule. */
export function policyReference(families: Readonly<Record<string, readonly AnyRule[]>>): string {
    const count = Object.values(families).flat().length;
    const lines = [
        "# Policy reference",
        "",
        `Generated from the rules by \`npm run docs\`. ${count} rules; the level is the one without a configuration.`,
        "",
        `What is marked ${REMEDIABLE} can mend what breaks it: \`"<rule>": "remediate"\` in the configuration switches that on. What is`,
        "unknown or secret stays so; on a resource that exists, encryption at rest means a new one in its place.",
        "",
        `What is marked ${ENFORCED} the [API server enforces too](admission.md), by a policy of its own or by Pod Security admission.`,
        "",
        `What is marked ${MEANT_IN_AGENTS} is [advice for agents of nodes](policies.md#what-is-advice-at-every-level), whatever its level.`,
        "",
    ];
    for (const [family, rules] of Object.entries(families)) {
        lines.push(`## ${family}`, "", "| rule | level | severity | |", "|---|---|---|---|");
        lines.push(
            ...rules.map(
                (rule) =>
                    `| [${rule.id}](#${rule.id.toLowerCase()}) | ${rule.level} | ${rule.severity} | ${title(rule)} |`,
            ),
            "",
        );
    }
    for (const rule of Object.values(families).flat()) {
        lines.push(...section(rule));
    }
    return `${lines.join("\n").trimEnd()}\n`;
}

function title(rule: AnyRule): string {
    const isEnforced = rule.id.startsWith("psa-") || ADMISSION_CHECKS.some((check) => check.rule.id === rule.id);
    return [
        rule.title,
        ...(rule.remediate === undefined ? [] : [REMEDIABLE]),
        ...(isEnforced ? [ENFORCED] : []),
        ...(rule.isMeantInAgents ? [MEANT_IN_AGENTS] : []),
    ].join(" ");
}

function section(rule: AnyRule): string[] {
    return [
        `### ${rule.id}`,
        "",
        `**${rule.title}** ${rule.rationale}`,
        "",
        `Fix: ${rule.fix}`,
        "",
        ...(rule.sources.length > 0 ? [`Sources: ${rule.sources.join(", ")}`, ""] : []),
        ...parameters(rule.config ?? {}),
    ];
}

function parameters(config: Readonly<Record<string, ConfigProperty>>): string[] {
    const entries = Object.entries(config);
    if (entries.length === 0) {
        return [];
    }
    const rows = entries.map(
        ([name, property]) =>
            `| \`${name}\` | ${property.type} | ${code(property.default)} | ${property.description} |`,
    );
    return ["| parameter | type | default | |", "|---|---|---|---|", ...rows, ""];
}

function code(value: unknown): string {
    return value === undefined ? "none" : `\`${JSON.stringify(value)}\``;
}
