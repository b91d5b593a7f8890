import type { Finding, RuleConfig, RuleMetadata } from "./model/rule";

/** A rule and the place whose value it needs. */
export interface Open {
    readonly rule: string;
    readonly path: string;
}

const CONFIG = {
    unknowns: {
        description: "Whether a rule that cannot be decided stops the update.",
        type: "string",
        enum: ["advisory", "mandatory"],
    },
} as const satisfies RuleMetadata["config"];

const COMMON = {
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale:
        "A rule that lacks a value is silent. CrossGuard itself would warn and pass; a gate for production can ask for certainty.",
    fix: "Preview against a stack that exists, or offline, where every value is known.",
    sources: [],
    config: CONFIG,
} as const satisfies Partial<RuleMetadata>;

/** Reports, once for each resource, the rules that could not be decided. */
export const UNDETERMINED: RuleMetadata = { id: "undetermined", title: "Every rule can be decided.", ...COMMON };

/** The same for the relations between resources, which are judged once all resources are known. */
export const UNDETERMINED_RELATION: RuleMetadata = {
    id: "undetermined-relation",
    title: "Every relation between resources can be decided.",
    ...COMMON,
};

/** What could not be decided about one resource. */
export function undeterminedFinding(open: readonly Open[]): Finding {
    const rules = [...new Set(open.map(({ rule }) => rule))];
    const paths = [...new Set(open.map(({ path }) => path))];
    const count = rules.length === 1 ? "1 rule" : `${rules.length} rules`;
    const message = `${count} cannot be decided (${rules.join(", ")}), because these values are unknown: ${paths.join(", ")}`;
    return { path: "", message };
}

/** The level that the parameter `unknowns` asks for; the rule's own without it. */
export function unknownsLevel({ unknowns }: RuleConfig): "advisory" | "mandatory" | undefined {
    return unknowns === "advisory" || unknowns === "mandatory" ? unknowns : undefined;
}
