import type { PolicyConfigSchema, PolicyPackArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { fromEngine } from "./adapters/crossguard";
import { evaluate, mayConcern } from "./model/evaluate";
import { POD_TEMPLATES, type PodTemplateLocation } from "./model/pod-templates";
import type { Resource } from "./model/resource";
import type { Finding, Rule } from "./model/rule";
import { RULES } from "./rules";
import { shareReading } from "./shared-reading";
import { Subjects } from "./subjects";
import { type Pending, undeterminedPolicy } from "./undetermined";

/** How a program adapts the pack; all of it is optional. */
export interface PackOptions {
    /**
     * Kinds that make pods besides those of {@link POD_TEMPLATES}.
     * @default none
     */
    readonly podTemplates?: readonly PodTemplateLocation[];
}

/** The arguments of the CrossGuard pack: one policy for each rule, so that each has its own level and parameters. */
export function buildPack(options: PackOptions = {}): PolicyPackArgs {
    const stack: StackFacts = {
        clusterVersions: new Set(),
        pending: new Map(),
        subjects: new Subjects([...POD_TEMPLATES, ...(options.podTemplates ?? [])]),
    };
    shareReading();
    return {
        description: "Guards an EKS platform and every workload on it.",
        policies: [...RULES.map((rule) => toPolicy(rule, stack)), undeterminedPolicy(stack.pending)],
    };
}

/** What the pack has learnt of the stack so far. The engine sends a cluster before everything that depends on it. */
interface StackFacts {
    readonly clusterVersions: Set<string>;
    readonly pending: Pending;
    readonly subjects: Subjects;
}

const CLUSTER_TYPE = "aws:eks/cluster:Cluster";

function toPolicy(rule: Rule, stack: StackFacts): ResourceValidationPolicy {
    const [onlyType, ...otherTypes] = rule.types ?? [];
    const validate: ResourceValidationPolicy["validateResource"] = (args, report) => {
        if (!mayConcern(rule, args.type)) {
            return;
        }
        for (const subject of stack.subjects.of(fromEngine(args))) {
            learn(subject.resource, stack);
            const { findings, undetermined } = evaluate(rule, subject, {
                config: args.getConfig(),
                today: new Date().toISOString().slice(0, "YYYY-MM-DD".length),
                ...onlyVersion(stack.clusterVersions),
            });
            for (const finding of findings) {
                report(describe(rule, finding));
            }
            if (undetermined.length > 0) {
                const open = undetermined.map((path) => ({ rule: rule.id, path }));
                stack.pending.set(args.urn, [...(stack.pending.get(args.urn) ?? []), ...open]);
            }
        }
    };
    return {
        name: rule.id,
        displayName: rule.title,
        description: rule.title,
        enforcementLevel: rule.level,
        severity: rule.severity,
        remediationSteps: rule.fix,
        tags: [rule.category, ...rule.sources],
        // The SDK skips a policy of one type without reading the resource when the function carries the type.
        validateResource:
            onlyType !== undefined && otherTypes.length === 0
                ? Object.assign(validate, { __pulumiType: onlyType })
                : validate,
        ...(rule.config !== undefined && { configSchema: toSchema(rule.config) }),
    };
}

function describe(rule: Rule, { path, message }: Finding): string {
    return `${path === "" ? "" : `${path}: `}${message}. ${rule.fix}`;
}

function learn({ type, props }: Resource, { clusterVersions }: StackFacts): void {
    const version = type === CLUSTER_TYPE ? props.key("version") : undefined;
    if (version !== undefined && !version.isUnknown && version.text !== undefined) {
        clusterVersions.add(version.text);
    }
}

/** A stack with clusters of several versions has no version of its own. */
function onlyVersion(versions: ReadonlySet<string>): { readonly clusterVersion?: string } {
    const [version, ...others] = versions;
    return version !== undefined && others.length === 0 ? { clusterVersion: version } : {};
}

function toSchema(config: NonNullable<Rule["config"]>): PolicyConfigSchema {
    return { properties: structuredClone(config) as PolicyConfigSchema["properties"] };
}
