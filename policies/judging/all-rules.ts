import type { RuleMetadata } from "../model/rule";
import { RELATIONS } from "../relations";
import { RULES } from "../rules";
import { HELM_RENDERED } from "./helm-rendered";
import { EXEMPTION_UNUSED, SETTINGS } from "./settings";
import { UNDETERMINED, UNDETERMINED_RELATION } from "./undetermined";

/** Rules about the judging itself: they cannot be exempted from. */
export const HOUSEKEEPING: readonly RuleMetadata[] = [
    SETTINGS,
    HELM_RENDERED,
    UNDETERMINED,
    UNDETERMINED_RELATION,
    EXEMPTION_UNUSED,
];

/** Everything that a configuration can name. */
export const ALL_RULES: readonly RuleMetadata[] = [...RULES, ...RELATIONS, ...HOUSEKEEPING];

/** What is said of a stack as a whole, once all resources are known; everything else is said resource by resource. */
export const STACK_RULES: ReadonlySet<RuleMetadata> = new Set([...RELATIONS, UNDETERMINED_RELATION, EXEMPTION_UNUSED]);

/** Everything that an exemption can name. */
export const EXEMPTIBLE: readonly string[] = [...RULES, ...RELATIONS].map(({ id }) => id);
