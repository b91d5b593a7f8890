import { openFamilies, PRIVATE_RANGES, parseCidr } from "../../core/facts/network/cidr";
import type { StackPods } from "./pod-index";
import { newReading } from "./reading";
import type { Resource } from "./resource";
import { all, any, type Match, selects } from "./selector";
import type { Stack } from "./stack";
import { Value } from "./value";

export type Direction = "Ingress" | "Egress";

export const NETWORK_POLICY = "networking.k8s.io/NetworkPolicy";

/** Whether a policy is about a direction: without `policyTypes` always ingress, and egress where it has such rules. */
export function governs({ props }: Resource, direction: Direction): Match {
    const types = props.at("spec.policyTypes");
    if (types.isUnknown || types.items.some((type) => type.isUnknown)) {
        return types.includes(direction) ? "yes" : "unknown";
    }
    if (types.items.length > 0) {
        return types.includes(direction) ? "yes" : "no";
    }
    const egress = props.at("spec.egress");
    return direction === "Ingress" || egress.items.length > 0 ? "yes" : egress.isUnknown ? "unknown" : "no";
}

/** What a policy selects; without a selector it is every pod of its namespace. */
export function podSelectorOf({ props }: Resource): Value {
    const selector = props.at("spec.podSelector");
    return selector.isStated ? selector : new Value({}, newReading(false));
}

/** The rules of a policy for a direction; an unknown list of them is one unknown rule. */
export function rulesOf({ props }: Resource, direction: Direction): readonly NetworkRule[] {
    const [field, peers] = direction === "Ingress" ? ["ingress", "from"] : ["egress", "to"];
    const rules = props.at("spec").key(field);
    return (rules.isUnknown ? [rules] : rules.items).map((rule) => ({
        value: rule,
        peers: rule.key(peers),
        ports: rule.key("ports"),
    }));
}

/** One rule of a policy: the peers that may connect, each absent list standing for all. */
export interface NetworkRule {
    readonly value: Value;
    readonly peers: Value;
    readonly ports: Value;
}

/**
 * Whether a rule lets everything through: on every port, so without ports, and for everyone, so without peers, for every
 * pod, or for every address of a family.
 */
export function opensAll({ peers, ports }: NetworkRule): Match {
    return all([
        ports.isUnknown ? "unknown" : ports.items.length === 0 ? "yes" : "no",
        peers.isUnknown
            ? "unknown"
            : peers.items.length === 0
              ? "yes"
              : any([...peers.items.map(mayBeEveryPod), coversAddresses(peers)]),
    ]);
}

function mayBeEveryPod(peer: Value): Match {
    const isOpen = [peer, peer.key("namespaceSelector"), peer.key("podSelector")].some((part) => part.isUnknown);
    return isOpen ? "unknown" : isEveryPod(peer) ? "yes" : "no";
}

/** Whether the address blocks that leave nothing out cover a family, alone or together. */
function coversAddresses(peers: Value): Match {
    const blocks = blocksOf(peers);
    const isPartOpen = (block: Value) => block.key("cidr").isUnknown || block.key("except").isUnknown;
    const whole = blocks.filter((block) => !isPartOpen(block) && block.key("except").items.length === 0);
    const cidrs = whole.flatMap((block) => block.key("cidr").texts);
    return openFamilies(cidrs).length > 0 ? "yes" : blocks.some(isPartOpen) ? "unknown" : "no";
}

/** The address blocks of a rule. */
export function blocksOf(peers: Value): readonly Value[] {
    return peers.items
        .filter((peer) => !peer.isUnknown)
        .map((peer) => peer.key("ipBlock"))
        .filter((block) => block.isStated);
}

/** True for a peer that is certain to be every pod of every namespace. */
export function isEveryPod(peer: Value): boolean {
    const namespaces = peer.key("namespaceSelector");
    const pods = peer.key("podSelector");
    return isEmptySelector(namespaces) && (!pods.isStated || isEmptySelector(pods));
}

/** True for a selector that is certain to select everything. */
export function isEmptySelector(selector: Value): boolean {
    return (
        !selector.isUnknown &&
        selector.isStated &&
        ["matchLabels", "matchExpressions"].every((field) => {
            const part = selector.key(field);
            return !part.isUnknown && part.entries.length === 0 && part.items.length === 0;
        })
    );
}

/** True for a peer that picks pods by labels that they carry, not only by their namespace or by labels they lack. */
export function namesPods(peer: Value): boolean {
    const pods = peer.key("podSelector");
    if (pods.isUnknown || !pods.isStated) {
        return pods.isUnknown;
    }
    const [labels, expressions] = [pods.key("matchLabels"), pods.key("matchExpressions")];
    return (
        labels.isUnknown ||
        labels.entries.length > 0 ||
        expressions.isUnknown ||
        expressions.items.some(
            (expression) =>
                expression.isUnknown ||
                expression.key("operator").isUnknown ||
                ["In", "Exists"].includes(expression.key("operator").text ?? ""),
        )
    );
}

/** Whether pods are in the network of their nodes, where no selector of a policy selects them. */
export function usesHostNetwork({ pod }: StackPods): Match {
    const hostNetwork = pod.spec.key("hostNetwork");
    return hostNetwork.isUnknown ? "unknown" : hostNetwork.known === true ? "yes" : "no";
}

/**
 * Whether blocks together are all addresses of a family, the private ones included. Nobody knows the addresses of pods
 * beforehand: a block of all addresses includes them, unless it leaves out some that are private, and a smaller one does not
 * count.
 */
export function includePrivateAddresses(blocks: readonly Value[]): Match {
    if (blocks.some((block) => block.key("cidr").isUnknown || block.key("except").isUnknown)) {
        return "unknown";
    }
    const leftOut = blocks.flatMap((block) => block.key("except").texts).flatMap((text) => parseCidr(text) ?? []);
    const leavesOutPrivate = leftOut.some((range) =>
        PRIVATE_RANGES.some(
            ({ family, first, last }) => family === range.family && first <= range.last && range.first <= last,
        ),
    );
    return areWorld(blocks) && !leavesOutPrivate ? "yes" : "no";
}

/** True for blocks that alone or together are every IPv4 or every IPv6 address, but for what they leave out. */
export function areWorld(blocks: readonly Value[]): boolean {
    const cidrs = blocks.map((block) => block.key("cidr")).filter((cidr) => !cidr.isUnknown);
    return openFamilies(cidrs.flatMap((cidr) => cidr.texts)).length > 0;
}

/** Whether a selector selects a namespace. The API server labels every namespace with its name. */
export function selectsNamespace(selector: Value, namespace: string, stack: Stack): Match {
    const { object } = stack.namespace(namespace);
    const labels = object?.props.at("metadata.labels");
    const isComplete = object !== undefined && !object.isPatch && labels?.isUnknown === false;
    const stated = labels === undefined || labels.isUnknown ? {} : labels.known;
    const known = new Value(
        { ...(typeof stated === "object" ? stated : {}), "kubernetes.io/metadata.name": namespace },
        newReading(false),
    );
    return selects(selector, known, isComplete ? "all" : "some");
}
