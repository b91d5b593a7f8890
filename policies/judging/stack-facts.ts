import { namespaceOf } from "../model/identity";
import { textOf } from "../model/known";
import type { Resource } from "../model/resource";
import type { NamespacePodSecurity, PodSecurityLevel, RuleContext } from "../model/rule";
import type { Value } from "../model/value";
import { Traits } from "./traits";

const CLUSTER_TYPE = "aws:eks/cluster:Cluster";
const ENFORCE = "pod-security.kubernetes.io/enforce";
const LEVELS: readonly string[] = ["privileged", "baseline", "restricted"] satisfies readonly PodSecurityLevel[];

/** What is known of the stack so far. The engine sends a cluster, namespace or ServiceAccount before everything that depends on it. */
export class StackFacts {
    private readonly clusterVersions = new Set<string>();
    private readonly namespaces = new Map<string, NamespacePodSecurity>();
    private readonly traits = new Traits(keyOf);

    /** @param clusterVersion Kubernetes minor version of the cluster where no resource tells, for example `1.36`. @default unknown */
    constructor(private readonly clusterVersion?: string) {}

    learn(resource: Resource): void {
        if (resource.type === CLUSTER_TYPE) {
            const version = textOf(resource.props.key("version"));
            if (version !== undefined) {
                this.clusterVersions.add(version);
            }
        } else if (resource.kind === "Namespace" && resource.group === "" && resource.name !== undefined) {
            const enforced = enforcedBy(resource.props.at("metadata.labels"));
            if (enforced !== undefined) {
                this.namespaces.set(keyOf(resource, resource.name), enforced);
            }
        } else {
            this.traits.learn(resource);
        }
    }

    /** The version of the stack's cluster; a stack with clusters of several versions has none of its own. */
    get version(): Pick<RuleContext, "clusterVersion"> {
        const [version, ...others] = this.clusterVersions;
        const clusterVersion = others.length === 0 ? (version ?? this.clusterVersion) : undefined;
        return clusterVersion === undefined ? {} : { clusterVersion };
    }

    /** What rules may know besides the resource itself. */
    contextOf(resource: Resource): Omit<RuleContext, "config" | "today"> {
        const namespace = this.namespaces.size === 0 ? undefined : namespaceOf(resource);
        const podSecurity = namespace === undefined ? undefined : this.namespaces.get(keyOf(resource, namespace));
        return {
            ...this.version,
            ...this.traits.around(resource),
            ...(podSecurity !== undefined && { podSecurity }),
        };
    }
}

/** Namespaces of one name in two clusters are told apart by the provider that manages them. */
function keyOf({ provider }: Resource, namespace: string): string {
    return `${provider?.name ?? ""}/${namespace}`;
}

/**
 * Without a label nothing is known: the API server would admit everything, and the pack's own levels decide.
 *
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/api/helpers.go for values that are none
 */
function enforcedBy(labels: Value): NamespacePodSecurity | undefined {
    const level = textOf(labels.key(ENFORCE));
    if (level === undefined) {
        return undefined;
    }
    const version = textOf(labels.key(`${ENFORCE}-version`));
    return {
        level: LEVELS.includes(level) ? (level as PodSecurityLevel) : "restricted",
        ...(version !== undefined && /^v1\.(0|[1-9]\d*)$/.test(version) && { version }),
    };
}
