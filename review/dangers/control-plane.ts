import type { Change } from "./change";
import type { Refusal } from "./refused";
import { listIn, type ResourceState, textIn, valueIn } from "./states";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

/** The platform's own component: of the cluster itself the engine is told to ignore what EKS reads once. */
const COMPONENT = "eks-platform:cluster:Cluster";

/** Settings that EKS keeps when nothing is said of them, each by its key in the stack's settings and as new clusters have it. */
const KEPT: readonly (readonly [path: string, key: string, initial: string])[] = [
    ["zonalShiftConfig", "zonalShift", "false"],
    ["controlPlaneScalingConfig", "controlPlane.tier", "standard"],
    ["kubeApiServerConfig.eventTtl", "controlPlane.eventTtlMinutes", "60"],
    ["kubeApiServerConfig.serviceNodePortRange", "controlPlane.nodePorts", "{ min: 30000, max: 32767 }"],
    ["kubeSchedulerConfig.nodeResourcesFit", "controlPlane.scheduler", "{ strategy: least-allocated }"],
    ["kubeControllerManagerConfig.podGcControllerConfig", "controlPlane.finishedPodsKept", "12500"],
    ["remoteNetworkConfig", "remoteNetworks", "{ nodes: [] }"],
];

/**
 * What EKS refuses of a change of a control plane, or would pass over in silence. The engine's preview shows such a change like any other,
 * for its provider asks nothing of EKS before the update.
 */
export function refusedByEks(change: Change): readonly Refusal[] {
    return [...change.states].flatMap(([urn, { old, new: next }]) => {
        if (old === undefined || next === undefined) {
            return [];
        }
        const found =
            old.type === CLUSTER
                ? [version(old, next, change), egress(old, next), ...left(old, next)]
                : old.type === COMPONENT
                  ? [creator(old, next), zones(old, next)]
                  : [];
        return found.flatMap((message) => (message === undefined ? [] : [{ urn, message }]));
    });
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
function version(old: ResourceState, next: ResourceState, change: Change): string | undefined {
    const [from, to] = [running(old), textIn(next, "version")];
    const [low, high] = [minorOf(from), minorOf(to)];
    if (low === undefined || high === undefined || low === high || textIn(old, "name") !== textIn(next, "name")) {
        return undefined;
    }
    if (high < low) {
        return `Kubernetes ${from} becomes ${to}: an update lowers no version.\nNext step: set cluster.version to ${from}, or roll back as docs/upgrade.md says.`;
    }
    if (high > low + 1) {
        return `Kubernetes ${from} becomes ${to}: EKS upgrades one minor version at a time.\nNext step: set cluster.version to 1.${low + 1}, run up, and go on from there.`;
    }
    const late = change
        .ofType(NODE_GROUP, "old")
        .map(([, group]) => group)
        .filter((group) => textIn(group, "clusterName") === textIn(old, "name"))
        .flatMap((group) => running(group) ?? [])
        .filter((nodes) => minorOf(nodes) !== low);
    return late.length === 0
        ? undefined
        : `Kubernetes ${from} becomes ${to} while nodes run ${[...new Set(late)].join(" and ")}: EKS upgrades a control plane when all of its node groups have its version.\nNext step: set cluster.version to ${from}, run up until the nodes have it, and go on from there.`;
}

/** What AWS has, which may have upgraded it by itself; what the program asked for where that is not told. */
function running({ inputs, outputs }: ResourceState): string | undefined {
    return [outputs?.version, inputs.version].find((value) => typeof value === "string");
}

function minorOf(text: string | undefined): number | undefined {
    const minor = /^1\.(\d+)$/.exec(text ?? "")?.[1];
    return minor === undefined ? undefined : Number(minor);
}

/** The provider would make another cluster of the same name, and everything in this one would go. */
function egress(old: ResourceState, next: ResourceState): string | undefined {
    const path = "vpcConfig.controlPlaneEgressMode";
    const isRouted = (state: ResourceState) => valueIn(state, path) === "CUSTOMER_ROUTED";
    return isRouted(old) && !isRouted(next)
        ? "The control plane's egress is customer-routed, which EKS does not take back.\nNext step: set cluster.controlPlane.egress to customer-routed. For another, make a second cluster in a stack of its own and move what runs in the first."
        : undefined;
}

/** EKS asks when it makes the cluster, and never again. */
function creator(old: ResourceState, next: ResourceState): string | undefined {
    const isAdmin = (state: ResourceState) => valueIn(state, "cluster.creatorIsAdmin") !== false;
    if (isAdmin(old) === isAdmin(next)) {
        return undefined;
    }
    const step = isAdmin(old)
        ? "take creatorIsAdmin away again, and delete the creator's access entry: aws eks delete-access-entry --cluster-name <name> --principal-arn <arn>"
        : "set creatorIsAdmin to false again, and name the creator in cluster.access";
    return `cluster.creatorIsAdmin changes, which EKS reads when it makes a cluster and never again.\nNext step: ${step}.`;
}

/**
 * The zones of its interfaces. Of subnets that come, a preview knows no ids, so that the settings tell.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
function zones(old: ResourceState, next: ResourceState): string | undefined {
    const own = listIn(old, "cluster.zones");
    const added = listIn(next, "cluster.zones").filter((zone) => !own.includes(zone));
    return own.length === 0 || added.length === 0 || textIn(old, "cluster.name") !== textIn(next, "cluster.name")
        ? undefined
        : `The control plane gets subnets in ${added.join(" and ")}: EKS takes none but in the zones in which a cluster was made.\nNext step: set cluster.zones to [${own.join(", ")}]; nodes may be in the others of network.zones.`;
}

function left(old: ResourceState, next: ResourceState): string[] {
    const isSet = ({ inputs }: ResourceState, path: string) => valueIn({ type: CLUSTER, inputs }, path) !== undefined;
    return KEPT.filter(([path]) => isSet(old, path) && !isSet(next, path)).map(
        ([, key, initial]) =>
            `cluster.${key} was set and is not any more: EKS keeps what it was.\nNext step: write what it shall be; new clusters have ${initial}.`,
    );
}
