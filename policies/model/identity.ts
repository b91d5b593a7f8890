import { AGENT_NAMESPACES as OF_ADDONS } from "../../components/addons";
import { CLUSTER_SCOPED } from "../../core/facts/kubernetes/cluster-scoped";
import { KUBERNETES_NAMESPACES } from "../../core/facts/kubernetes/system-namespaces";
import type { Resource } from "./resource";

/** Where a kind of the former group `extensions` lives today. */
const MOVED: ReadonlyMap<string, string> = new Map([
    ["Deployment", "apps"],
    ["DaemonSet", "apps"],
    ["ReplicaSet", "apps"],
    ["Ingress", "networking.k8s.io"],
    ["NetworkPolicy", "networking.k8s.io"],
]);

/**
 * The namespaces of a cluster's own agents, which need what no workload may have. The rule `namespace-guardrails` and the guard in the
 * cluster leave them alone; the charts that the platform installs in them are judged as others are, before they are installed.
 */
export const AGENT_NAMESPACES: readonly string[] = ["kube-system", ...OF_ADDONS];

/** The namespaces that a cluster fills by itself, so that what a stack does not declare there may exist all the same. */
export const SYSTEM_NAMESPACES: readonly string[] = [...new Set([...AGENT_NAMESPACES, ...KUBERNETES_NAMESPACES])];

/** The namespace of cluster-scoped kinds. */
export const CLUSTER_SCOPE = "";

/** The kind in every version, written `group/Kind`, in the core group `Kind`; absent for what is no Kubernetes object. */
export function kindOf({ group, kind }: Pick<Resource, "group" | "kind">): string | undefined {
    if (group === undefined || kind === undefined) {
        return undefined;
    }
    return qualifiedKind(group, kind);
}

/** The kind without its group: `PodDisruptionBudget` of `policy/PodDisruptionBudget`. */
export function shortKind(kind: string): string {
    return kind.slice(kind.indexOf("/") + 1);
}

/** {@link kindOf} a group and kind that a reference names. */
export function qualifiedKind(group: string, kind: string): string {
    const current = group === "extensions" ? (MOVED.get(kind) ?? group) : group;
    return current === "" ? kind : `${current}/${kind}`;
}

/**
 * The namespace that an object is in: `default` where it names none, {@link CLUSTER_SCOPE} for the kinds of Kubernetes that
 * live in none; `undefined` where it is unknown.
 */
export function namespaceOf({ props, group, kind }: Pick<Resource, "props" | "group" | "kind">): string | undefined {
    if (CLUSTER_SCOPED.has(`${group}/${kind}`)) {
        return CLUSTER_SCOPE;
    }
    const namespace = props.at("metadata.namespace");
    return namespace.isUnknown ? undefined : namespace.text || "default";
}

/** True for an object of a file that names no namespace: it may be applied to any, whatever is judged as `default`. */
export function isUnplaced({ props, urn }: Pick<Resource, "props" | "urn">): boolean {
    return urn === undefined && !props.at("metadata.namespace").isStated;
}

/** The name of a Kubernetes object; `undefined` where it is unknown or generated. */
export function objectName({ props }: Resource): string | undefined {
    const name = props.at("metadata.name");
    return name.isUnknown ? undefined : name.text;
}

/** What tells an object from all others of its cluster; `undefined` for what is none, or is not known by namespace and name. */
export function objectKey(resource: Resource): string | undefined {
    const [kind, namespace, name] = [kindOf(resource), namespaceOf(resource), objectName(resource)];
    return kind === undefined || namespace === undefined || name === undefined
        ? undefined
        : `${kind}|${namespace}|${name}`;
}

/** How messages call an object, for example `Deployment shop/web`. */
export function labelOf(resource: Resource): string {
    const { kind, type, namespace, name } = resource;
    return `${kind ?? type} ${namespace === undefined ? "" : `${namespace}/`}${name ?? "(name unknown)"}`;
}
