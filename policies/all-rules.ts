import { HELM_RENDERED } from "./helm-rendered";
import type { RuleMetadata } from "./model/rule";
import { RELATIONS } from "./relations";
import { RULES } from "./rules";
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

/** Everything that an exemption can name. */
export const EXEMPTIBLE: readonly string[] = [...RULES, ...RELATIONS].map(({ id }) => id);
