import type { RawResource } from "../../../policies/model/resource";
import type { RuleConfig, RuleContext } from "../../../policies/model/rule";
import type { Data } from "./edit";

/** One way to break a rule: a place of the compliant fixture and what to put there, `undefined` to remove it. */
export interface Breach {
    readonly what: string;
    readonly path: string;
    readonly value: unknown;
    /** Where the rule finds it; the edited place without it. */
    readonly foundAt?: string;
}

/** What a rule must find and what it must let pass. */
export interface RuleCase {
    readonly rule: string;
    readonly config?: RuleConfig;
    /** What the rule knows besides. */
    readonly context?: Partial<RuleContext>;
    readonly breaches: readonly Breach[];
    /** Edits that change nothing in the verdict. */
    readonly accepted?: readonly Breach[];
    /** Leaves on which the verdict depends besides the edited place. */
    readonly dependsOn?: readonly string[];
    /** Other rules that the same fault breaks, each with its reason in a comment. Every other finding is one too many. */
    readonly also?: readonly string[];
}

/** A rule over pods; paths are those of a pod, and every kind of workload is tried. */
export interface PodRuleCase extends RuleCase {
    /** The pod that complies; {@link compliantPod} without it. */
    readonly pod?: Data;
    /** The kinds that the rule concerns, by the end of their type; all without it. */
    readonly kinds?: readonly string[];
}

/** A rule over single resources. */
export interface ResourceRuleCase extends RuleCase {
    readonly resource: RawResource;
    /** True when the rule needs the whole object and leaves patches alone. */
    readonly skipsPatches?: boolean;
}

/** `[what, path, value]` with, where it differs, the place of the finding. */
export function breach(what: string, path: string, value: unknown, foundAt?: string): Breach {
    return { what, path, value, ...(foundAt !== undefined && { foundAt }) };
}
