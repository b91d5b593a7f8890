import type { Resource } from "../model/resource";
import type { Finding, RuleMetadata } from "../model/rule";

/** A finding with the rule that it breaks, at the level that the configuration gives the rule. */
export interface Judged extends Finding {
    readonly rule: RuleMetadata;
    readonly level: "mandatory" | "advisory";
    /** Absent where the finding concerns the stack or the pack's own settings. */
    readonly resource?: Resource;
}
