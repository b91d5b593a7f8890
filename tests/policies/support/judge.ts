import assert from "node:assert/strict";
import { evaluate, toSubject, type Verdict } from "../../../policies/model/evaluate";
import { type RawResource, toResources } from "../../../policies/model/resource";
import type { Rule, RuleConfig, RuleContext } from "../../../policies/model/rule";
import { RULES } from "../../../policies/rules";

/** A day on which the versions of the fixtures are in standard support. */
export const TODAY = "2026-11-20";

/** The rule of the pack with this id. */
export function ruleOf(id: string): Rule {
    const rule = RULES.find((candidate) => candidate.id === id);
    assert(rule, `the pack has no rule ${id}`);
    return rule;
}

/** What a rule says of a resource, or of all members of a list. */
export function judge(
    rule: Rule,
    resource: RawResource,
    config: RuleConfig = {},
    context: Partial<RuleContext> = {},
): Verdict {
    const verdicts = toResources(resource).map((member) =>
        evaluate(rule, toSubject(member), { today: TODAY, ...context, config }),
    );
    return {
        findings: verdicts.flatMap(({ findings }) => findings),
        undetermined: verdicts.flatMap(({ undetermined }) => undetermined),
    };
}

/** Where a rule finds something. */
export function pathsOf(
    rule: Rule,
    resource: RawResource,
    config: RuleConfig = {},
    context: Partial<RuleContext> = {},
): readonly string[] {
    return judge(rule, resource, config, context).findings.map(({ path }) => path);
}
