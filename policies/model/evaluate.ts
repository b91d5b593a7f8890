import { PodView } from "./pod";
import { POD_TEMPLATES, type PodTemplateLocation, podTemplates } from "./pod-templates";
import type { Resource } from "./resource";
import type { Finding, Rule, RuleConfig, RuleContext, Subject } from "./rule";

/** What one rule says of one resource. */
export interface Verdict {
    readonly findings: readonly Finding[];
    /** Paths of unknown values without which the rule could not be decided in full. */
    readonly undetermined: readonly string[];
}

/** The resource with its pods. Custom kinds that make pods are found by `locations`. */
export function toSubject(resource: Resource, locations: readonly PodTemplateLocation[] = POD_TEMPLATES): Subject {
    return {
        resource,
        pods: podTemplates(resource, locations).map((template) => new PodView(resource, template)),
    };
}

/** False when the type alone tells that the rule has nothing to say, so that the resource need not be read. */
export function mayConcern(rule: Rule, type: string): boolean {
    const isOfKubernetes = rule.kinds !== undefined || rule.onlyPods === true;
    return rule.types?.includes(type) ?? (!isOfKubernetes || type.startsWith("kubernetes:"));
}

/** True when the rule has something to say of the resource. */
export function concerns(rule: Rule, { type, group, kind }: Resource): boolean {
    if (rule.types !== undefined) {
        return rule.types.includes(type);
    }
    return rule.kinds === undefined || rule.kinds.includes(group ? `${group}/${kind}` : `${kind}`);
}

/** Applies one rule to one resource. */
export function evaluate(rule: Rule, subject: Subject, context: RuleContext): Verdict {
    if (!concerns(rule, subject.resource)) {
        return { findings: [], undetermined: [] };
    }
    const { unknowns, asked } = subject.resource.reading;
    unknowns.clear();
    asked.clear();
    const findings = [...rule.check(subject, { ...context, config: withDefaults(rule, context.config) })];
    return { findings, undetermined: [...new Set([...unknowns, ...asked])].sort() };
}

const defaultsOf = new WeakMap<object, RuleConfig>();

/** The parameters of a rule, its defaults where the configuration gives none. */
export function withDefaults(rule: Pick<Rule, "config">, config: RuleConfig): RuleConfig {
    const properties = rule.config;
    if (properties === undefined) {
        return config;
    }
    let defaults = defaultsOf.get(properties);
    if (defaults === undefined) {
        defaults = Object.fromEntries(
            Object.entries(properties).flatMap(([name, property]) =>
                property.default === undefined ? [] : [[name, property.default] as const],
            ),
        );
        defaultsOf.set(properties, defaults);
    }
    return { ...defaults, ...config };
}
