import { isWithin, normalized } from "./host-path";
import { SYSTEM_NAMESPACES } from "./identity";
import { isOwnedBy } from "./owner";
import type { PodView } from "./pod";
import type { Resource } from "./resource";

/** What Kubernetes keeps for the pods that a node, or the cluster, cannot do without. */
const SYSTEM_PRIORITIES: readonly unknown[] = ["system-node-critical", "system-cluster-critical"];
/** Fields of a pod by which it shares what its node has. */
export const NODE_FIELDS = ["hostNetwork", "hostPID"];
/**
 * What none but an agent has a use for: where the kubelet and the container runtime look for network plugins, volume
 * drivers and device plugins, what the kernel shows of the node, and the logs of all its pods.
 */
export const AGENT_PATHS = [
    ...["/etc/cni", "/opt/cni", "/var/lib/cni", "/var/lib/kubelet", "/usr/libexec/kubernetes"],
    ...["/dev", "/proc", "/sys", "/lib/modules", "/var/log"],
];

/**
 * True for an agent of nodes: a pod of a DaemonSet that works on its node, as its namespace, its priority, the node's own
 * namespaces or what it mounts of the node show; and in a system namespace whatever has the system's priority.
 * What such a pod takes of its node it takes on purpose. Only what is certain counts, and nothing is read for it.
 */
export function isNodeAgent({ resource, spec }: PodView): boolean {
    const priority = spec.key("priorityClassName").unread;
    const isDaemon = isOfDaemonSet(resource);
    if (SYSTEM_NAMESPACES.some((name) => name === resource.props.at("metadata.namespace").unread)) {
        return isDaemon || SYSTEM_PRIORITIES.includes(priority);
    }
    return (
        isDaemon &&
        (priority === SYSTEM_PRIORITIES[0] ||
            NODE_FIELDS.some((field) => spec.key(field).unread === true) ||
            spec.key("volumes").itemsUnread.some((volume) => isOfPlugins(volume.at("hostPath.path").unread)))
    );
}

/** True for a DaemonSet, and for the pods that one has made. */
export function isOfDaemonSet(resource: Resource): boolean {
    return resource.kind === "DaemonSet" || isOwnedBy(resource, "DaemonSet");
}

function isOfPlugins(path: unknown): boolean {
    return typeof path === "string" && AGENT_PATHS.some((folder) => isWithin(normalized(path), folder));
}
