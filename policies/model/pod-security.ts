import type { PodView } from "./pod";
import {
    type Amendment,
    type ConfigProperty,
    type Finding,
    type PodSecurityLevel,
    podRule,
    type Rule,
    type RuleContext,
    type RuleMetadata,
} from "./rule";
import type { Value } from "./value";

/** Minor version of Kubernetes 1.x whose Pod Security Standards apply; infinite for `latest`. */
export type PolicyMinor = number;

type Profile = Exclude<PodSecurityLevel, "privileged">;

/** A check of the Pod Security Standards, named and levelled as in Kubernetes. */
export interface PodSecurityCheck extends Omit<RuleMetadata, "id" | "level" | "category" | "config"> {
    /** The check's id in Kubernetes. */
    readonly check: string;
    readonly profile: Profile;
    /** First minor version that has the check. */
    readonly since?: PolicyMinor;
    /** First minor version in which a restricted check takes this baseline one's place in restricted namespaces. */
    readonly overriddenSince?: PolicyMinor;
    /** The pods that the check lets pass whatever they say. */
    readonly exempt?: (pod: PodView, minor: PolicyMinor) => Exemption | undefined;
    readonly judge: (pod: PodView, minor: PolicyMinor) => Iterable<Finding>;
    /** What to write in a pod that breaks the rule; see {@link Rule.remediate}. */
    readonly remediate?: (pod: PodView) => Iterable<Amendment>;
}

/** The field, and the value of it, that exempt a pod. */
export interface Exemption {
    readonly field: Value;
    readonly is: unknown;
}

/** The rule `psa-<check>` with its `version` parameter. */
export function podSecurityRule(definition: PodSecurityCheck): Rule {
    const { check, profile, since = 0, overriddenSince, exempt, judge, remediate, ...metadata } = definition;
    const findings = (pod: PodView, context: RuleContext): readonly Finding[] => {
        const minor = policyMinor(context);
        const isOverridden = overriddenSince !== undefined && minor >= overriddenSince;
        if (minor < since || !appliesAt(context.podSecurity?.level, profile, isOverridden)) {
            return [];
        }
        const exemption = exempt?.(pod, minor);
        if (exemption !== undefined && exemption.field.unread === exemption.is) {
            return [];
        }
        const found = [...judge(pod, minor)];
        // Only an update can tell whether the pod is exempt, and it matters only where there is something to find.
        return found.length > 0 && exemption?.field.isIncomplete === true ? [] : found;
    };
    return podRule({
        ...metadata,
        id: `psa-${check}`,
        category: "security",
        level: "mandatory",
        config: { version: VERSION },
        isMeantInAgents: true,
        check: findings,
        ...(remediate !== undefined && {
            remediate: (pod, context) => (findings(pod, context).length > 0 ? remediate(pod) : []),
        }),
    });
}

/** Versions older than 1.25 predate Pod Security admission's first stable release and are refused. */
const VERSION: ConfigProperty = {
    description:
        "Version of the Pod Security Standards, v1.25 or later, or latest. " +
        "Without it, the version that the namespace's labels pin, else that of the stack's own EKS cluster, else latest.",
    type: "string",
    pattern: "^(latest|v1\\.(2[5-9]|[3-9][0-9]))$",
};

function policyMinor({ config, clusterVersion, podSecurity }: RuleContext): PolicyMinor {
    return typeof config.version === "string"
        ? minorOf(config.version)
        : // A cluster knows no standards newer than itself: it takes a label that names them for its own version.
          Math.min(minorOf(podSecurity?.version), minorOf(clusterVersion));
}

/** Without a version, the latest. */
function minorOf(version = "latest"): PolicyMinor {
    const match = /^v?1\.(\d+)/.exec(version);
    return match ? Number(match[1]) : Number.POSITIVE_INFINITY;
}

/** A namespace whose level is known is judged at that level alone; otherwise configuration decides, rule by rule. */
function appliesAt(level: PodSecurityLevel | undefined, profile: Profile, overridden: boolean): boolean {
    switch (level) {
        case undefined:
            return true;
        case "privileged":
            return false;
        case "baseline":
            return profile === "baseline";
        case "restricted":
            return profile === "restricted" || !overridden;
    }
}

/** Windows pods have no Linux security settings to restrict (since 1.25). */
export function windowsPods(pod: PodView, minor: PolicyMinor): Exemption | undefined {
    return minor >= 25 ? { field: pod.spec.at("os.name"), is: "windows" } : undefined;
}

/** Pods in a user namespace of their own are root in it alone (since 1.35). */
export function userNamespacePods(pod: PodView, minor: PolicyMinor): Exemption | undefined {
    return minor >= 35 ? { field: pod.spec.key("hostUsers"), is: false } : undefined;
}
