import type { RuleMetadata } from "../model/rule";
import { RELATIONS } from "../relations";
import { RULES } from "../rules";
import { helmRendered } from "./helm-rendered";
import { exemptionUnused, settingsRule } from "./settings";
import { undeterminedRelation, undeterminedRule } from "./undetermined";

/** Rules about the judging itself: they cannot be exempted from. */
export const HOUSEKEEPING: readonly RuleMetadata[] = [
    settingsRule,
    helmRendered,
    undeterminedRule,
    undeterminedRelation,
    exemptionUnused,
];

/** Everything that a configuration can name. */
export const ALL_RULES: readonly RuleMetadata[] = [...RULES, ...RELATIONS, ...HOUSEKEEPING];

/** What is said of a stack as a whole, once all resources are known; everything else is said resource by resource. */
export const STACK_RULES: ReadonlySet<RuleMetadata> = new Set([...RELATIONS, undeterminedRelation, exemptionUnused]);

/** Everything that an exemption can name. */
export const EXEMPTIBLE: readonly string[] = [...RULES, ...RELATIONS].map(({ id }) => id);
