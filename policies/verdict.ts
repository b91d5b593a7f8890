import type { Exemptions } from "./exemptions/exemption";
import { evaluate, type Verdict, withDefaults } from "./model/evaluate";
import type { Relation, RelationFinding } from "./model/relation";
import type { Resource } from "./model/resource";
import type { Finding, Rule, RuleConfig, RuleMetadata, Subject } from "./model/rule";
import type { Stack } from "./model/stack";
import type { StackFacts } from "./stack-facts";

/** What every verdict on a stack rests on besides the rule and the resource. */
export interface JudgingContext {
    readonly facts: StackFacts;
    /** @default none */
    readonly exemptions?: Exemptions | undefined;
    /** As `YYYY-MM-DD`. */
    readonly today: string;
}

/** What a rule says of a resource, without what is exempt. */
export function verdictOn(rule: Rule, subject: Subject, config: RuleConfig, context: JudgingContext): Verdict {
    const { findings, undetermined } = evaluate(rule, subject, {
        config,
        today: context.today,
        ...context.facts.contextOf(subject.resource),
    });
    const isExempt = findings.length > 0 && context.exemptions?.covers(rule.id, subject.resource) === true;
    return { findings: isExempt ? [] : findings, undetermined };
}

export interface RelationVerdict {
    readonly findings: readonly RelationFinding[];
    /** What could not be decided, by the resource whose value is unknown. */
    readonly undetermined: readonly { readonly resource: Resource; readonly paths: readonly string[] }[];
}

/** What a relation says of a stack, without what is exempt. */
export function relationVerdict(
    relation: Relation,
    stack: Stack,
    config: RuleConfig,
    { exemptions, today, facts }: JudgingContext,
): RelationVerdict {
    const resources = stack.subjects.map(({ resource }) => resource);
    for (const { reading } of resources) {
        reading.unknowns.clear();
    }
    const findings = [...relation.check(stack, { today, ...facts.version, config: withDefaults(relation, config) })];
    return {
        findings: findings.filter(({ resource }) => exemptions?.covers(relation.id, resource) !== true),
        undetermined: resources
            .filter(({ reading }) => reading.unknowns.size > 0)
            .map((resource) => ({ resource, paths: [...resource.reading.unknowns].sort() })),
    };
}

/** A finding as CrossGuard shows it below the rule's title. */
export function describe({ fix }: Pick<RuleMetadata, "fix">, { path, message }: Finding, resource?: Resource): string {
    // A release is one resource to the engine: the object in it has to be named.
    const { release, kind, namespace, name } = resource ?? {};
    const object = release === undefined ? "" : `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}: `;
    return `${object}${path === "" ? "" : `${path}: `}${message}. ${fix}`;
}

/** Today in the calendar of rules and exemptions, as `YYYY-MM-DD`. */
export function today(): string {
    return new Date().toISOString().slice(0, "YYYY-MM-DD".length);
}
