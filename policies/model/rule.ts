import { isNodeAgent } from "./node-agent";
import type { PodView } from "./pod";
import type { Resource } from "./resource";
import type { Value } from "./value";

export type Severity = "low" | "medium" | "high" | "critical";
/** `mandatory` stops the update, `advisory` warns, `disabled` does not run. */
export type Level = "advisory" | "mandatory" | "disabled";
/** What a rule protects. Presets choose levels by it. */
export type Category = "security" | "reliability" | "operations";

/** One parameter of a rule, a subset of JSON schema. */
export interface ConfigProperty {
    readonly description: string;
    readonly type: "string" | "integer" | "boolean" | "array";
    readonly enum?: readonly string[];
    readonly pattern?: string;
    readonly minimum?: number;
    readonly items?: { readonly type: "string" | "integer"; readonly enum?: readonly string[] };
    readonly default?: string | number | boolean | readonly (string | number)[];
}

export type RuleConfig = Readonly<Record<string, unknown>>;

export interface RuleMetadata {
    /** Kebab-case and stable: configuration and exemptions name it. */
    readonly id: string;
    /** One sentence that states the rule. */
    readonly title: string;
    readonly severity: Severity;
    readonly category: Category;
    /** Level without configuration: `mandatory` unless a correct program may break the rule for good reasons. */
    readonly level: Level;
    /** What goes wrong when the rule is broken. */
    readonly rationale: string;
    /** What to write instead. */
    readonly fix: string;
    /** Ids of the same rule elsewhere, for example `CIS EKS 4.2.1`, `FSBP EKS.1`, `CKV_K8S_16`, `KSV-0017`. */
    readonly sources: readonly string[];
    readonly config?: Readonly<Record<string, ConfigProperty>>;
    /** True where agents of nodes break the rule on purpose, so that it is advice for them; see `isNodeAgent`. */
    readonly isMeantInAgents?: true;
}

/** What a rule knows besides its subject. */
export interface RuleContext {
    /** The rule's parameters, defaults filled in. */
    readonly config: RuleConfig;
    /** Kubernetes minor version of the stack's cluster, for example `1.36`, where it is known. */
    readonly clusterVersion?: string;
    /** What the namespace of the resource enforces, where its Pod Security labels are known. */
    readonly podSecurity?: NamespacePodSecurity;
    /** The ServiceAccounts of the resource's namespace, where any is known, that mount no token unless the pod asks for it. */
    readonly tokenlessAccounts?: ReadonlySet<string>;
    /** The Roles of the resource's namespace, where any is known, that let nothing be done but read ConfigMaps by their names. */
    readonly publicRoles?: ReadonlySet<string>;
    /** The Gateways of the resource's namespace, where any is known, whose routes do nothing but redirect to HTTPS. */
    readonly redirectingGateways?: ReadonlySet<string>;
    /** The EnvoyProxies of the resource's namespace, where any is known, whose proxies none but the cluster reaches. */
    readonly internalProxies?: ReadonlySet<string>;
    /** Today, as `YYYY-MM-DD`, for rules that depend on the calendar. */
    readonly today: string;
}

/** The `enforce` labels of a namespace. */
export interface NamespacePodSecurity {
    readonly level: PodSecurityLevel;
    /** Version of the standards, for example `v1.34`; absent where no label pins one. */
    readonly version?: string;
}

export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** One breach of a rule. */
export interface Finding {
    /** Path of the offending field; of the missing one when it should be set. */
    readonly path: string;
    /** What is there and what is allowed. */
    readonly message: string;
    /** True where the breach may well be meant, or mended by another tool: advice, whatever the level of the rule. */
    readonly isAdvice?: true;
    /** Path of what several findings see, each from its side, such as a volume. One of them is reported. */
    readonly about?: string;
}

export interface Rule extends RuleMetadata {
    /** The rule concerns these Pulumi types alone. Absent when {@link Rule.check} decides for itself. */
    readonly types?: readonly string[];
    /** The rule concerns these kinds alone, written `group/Kind`, in the core group `Kind`. */
    readonly kinds?: readonly string[];
    /** The rule concerns resources that make pods alone. */
    readonly onlyPods?: true;
    /** Judges one resource, and writes what it could not determine in the resource's reading. */
    readonly check: (subject: Subject, context: RuleContext) => Iterable<Finding>;
    /** What to write so that the rule holds, where that is safe. Runs at the level `remediate` alone. */
    readonly remediate?: (subject: Subject, context: RuleContext) => Iterable<Amendment>;
}

/** A place of a resource and what to write there; `undefined` removes it. An unknown place is left alone. */
export interface Amendment {
    readonly at: Value;
    readonly to: unknown;
}

/** A resource with the pods that it makes. */
export interface Subject {
    readonly resource: Resource;
    readonly pods: readonly PodView[];
}

/** How a rule over one sort of subject judges, and amends. */
interface Judgement<T> {
    readonly check: (subject: T, context: RuleContext) => Iterable<Finding>;
    readonly remediate?: (subject: T, context: RuleContext) => Iterable<Amendment>;
}

/** A rule over every pod that a resource makes. */
export function podRule({ check, remediate, ...metadata }: RuleMetadata & Judgement<PodView>): Rule {
    return {
        ...metadata,
        onlyPods: true,
        check: (subject, context) =>
            subject.pods.flatMap((pod) => {
                const findings = [...check(pod, context)];
                const isMeant = metadata.isMeantInAgents === true && isAdmitted(context) && findings.length > 0;
                return isMeant && isNodeAgent(pod) ? findings.map((one) => ({ ...one, isAdvice: true })) : findings;
            }),
        ...(remediate !== undefined && {
            remediate: (subject, context) => subject.pods.flatMap((pod) => [...remediate(pod, context)]),
        }),
    };
}

/** False where the namespace is known to enforce a level: what an agent means, the API server refuses all the same. */
function isAdmitted({ podSecurity }: RuleContext): boolean {
    return podSecurity === undefined || podSecurity.level === "privileged";
}

/** A rule over Kubernetes kinds, in every version, patch and list of them. */
export function kindRule(rule: RuleMetadata & { readonly kinds: readonly string[] } & Judgement<Resource>): Rule {
    return resourceRule(rule);
}

/** A rule over Pulumi types, for example `aws:kms/key:Key`. */
export function typeRule(rule: RuleMetadata & { readonly types: readonly string[] } & Judgement<Resource>): Rule {
    return resourceRule(rule);
}

/** A rule over every resource. */
export function resourceRule({ check, remediate, ...metadata }: RuleMetadata & Judgement<Resource>): Rule {
    return {
        ...metadata,
        check: ({ resource }, context) => check(resource, context),
        ...(remediate !== undefined && { remediate: ({ resource }, context) => remediate(resource, context) }),
    };
}

/** A finding at a value. */
export function finding(at: Value, message: string, more: Omit<Finding, "path" | "message"> = {}): Finding {
    return { path: at.path, message, ...more };
}

/** A parameter that is a list of texts. */
export function textsOf(config: RuleConfig, name: string): readonly string[] {
    const value = config[name];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** A parameter that is a number. */
export function numberOf(config: RuleConfig, name: string): number | undefined {
    const value = config[name];
    return typeof value === "number" ? value : undefined;
}
