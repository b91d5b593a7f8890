import type { Finding, RuleConfig, RuleMetadata } from "../model/rule";

/** A rule and the place whose value it needs. */
export interface Open {
    readonly rule: string;
    readonly path: string;
    /** What is not known, where the value itself is. @default the value */
    readonly question?: string;
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
    sources: [],
    config: CONFIG,
} as const satisfies Partial<RuleMetadata>;

/** Reports, once for each resource, the rules that could not be decided. */
export const undeterminedRule: RuleMetadata = {
    id: "undetermined",
    title: "Every rule can be decided.",
    fix: "Preview against a stack that exists, or offline, where every value is known.",
    ...COMMON,
};

/** The same for the relations between resources, which are judged once all resources are known. */
export const undeterminedRelation: RuleMetadata = {
    id: "undetermined-relation",
    title: "Every relation between resources can be decided.",
    fix:
        "Preview against a stack that exists, or offline, where every value is known; check files together with those that " +
        "hold the rest, or list in external of dangling-reference what is made elsewhere.",
    ...COMMON,
};

/** What could not be decided about one resource. */
export function undeterminedFinding(open: readonly Open[]): Finding {
    const rules = [...new Set(open.map(({ rule }) => rule))];
    const questions = [...new Set(open.flatMap(({ question }) => question ?? []))];
    const values = [...new Set(open.filter(({ question }) => question === undefined).map(({ path }) => path))];
    const reasons = [
        ...(values.length === 0 ? [] : [`these values are unknown: ${values.join(", ")}`]),
        ...(questions.length === 0 ? [] : [`it is not known ${questions.join(", nor ")}`]),
    ];
    const count = rules.length === 1 ? "1 rule" : `${rules.length} rules`;
    const [first, ...others] = new Set(open.map(({ path }) => path));
    return {
        path: values.length === 0 && others.length === 0 ? (first ?? "") : "",
        message: `${count} cannot be decided (${rules.join(", ")}), because ${reasons.join(", and ")}`,
    };
}

/** The level that the parameter `unknowns` asks for; the rule's own without it. */
export function unknownsLevel({ unknowns }: RuleConfig): "advisory" | "mandatory" | undefined {
    return unknowns === "advisory" || unknowns === "mandatory" ? unknowns : undefined;
}
