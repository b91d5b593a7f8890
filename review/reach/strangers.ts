import { openFamilies } from "../../core/facts/network/cidr";
import type { Direction } from "../../policies/model/network-policies";
import type { ReachEnd } from "../model/reach";
import { type Block, isOfNode, isWorld } from "./addresses";
import { ALL_PORTS, NO_PORTS } from "./port-set";
import { everything, joined, nothing, type Span } from "./rule-ports";
import type { RulePeer } from "./rules";
import { type Hit, portsOf, type Side } from "./side";
import type { Workload } from "./workloads";

/** Everybody who is neither a pod nor a node of the cluster. */
export const outside: ReachEnd = { id: "outside", name: "outside", kind: "outside" };

/** What policies let through to or from an end that is no workload of the stack. */
export interface StrangerLink extends Span {
    readonly end: ReachEnd;
    /** The blocks of addresses that rules name, as they are written. */
    readonly cidrs: readonly string[];
    /** The rules that let it through; none where nothing limits the workload. */
    readonly hits: readonly Hit[];
    /** True where a rule names it, by addresses or labels of pods. */
    readonly isNamed: boolean;
}

/**
 * The ends outside of the stack that a workload may reach, or that may reach it, by their ids: addresses, and pods that a rule names and
 * the stack does not have. Where policies let everybody in, that is nobody: it takes a way in, too.
 */
export function strangersOf(workload: Workload, side: Side, direction: Direction): ReadonlyMap<string, StrangerLink> {
    const found = new Map<string, StrangerLink>();
    const add = (link: StrangerLink) => {
        const known = found.get(link.end.id);
        const merged = known && {
            ...joined(known, link),
            end: link.end,
            cidrs: [...known.cidrs, ...link.cidrs],
            hits: [...known.hits, ...link.hits],
            isNamed: known.isNamed || link.isNamed,
        };
        found.set(link.end.id, merged ?? link);
    };
    if (direction === "Egress" && side.isOpen !== "no") {
        const span = side.isOpen === "yes" ? everything : { certain: NO_PORTS, possible: ALL_PORTS };
        add({ end: outside, cidrs: [], hits: [], isNamed: false, ...span });
    }
    for (const hit of side.rules) {
        const { isForAll, peers } = hit.rule;
        if (isForAll !== "no" && direction === "Egress") {
            const span = portsOf({ ...hit, isCertain: hit.isCertain && isForAll === "yes" }, []);
            add({ end: outside, cidrs: [], hits: [hit], isNamed: false, ...span });
        }
        const areAll = openFamilies(peers.flatMap(({ block }) => (block?.isKnown ? [block.cidr] : []))).length > 0;
        for (const peer of peers) {
            const end = strangerOf(peer, areAll);
            if (end !== undefined) {
                // Nobody knows what pods that are not here call their ports; addresses have no names for them.
                const ports = ownPorts(workload, direction, end.kind === "pods" ? undefined : []);
                const isCertain = hit.isCertain && peer.block?.isKnown !== false;
                const cidrs = peer.block === undefined ? [] : [peer.block.cidr];
                add({ end, cidrs, hits: [hit], isNamed: true, ...portsOf({ ...hit, isCertain }, ports) });
            }
        }
    }
    return found;
}

function ownPorts(workload: Workload, direction: Direction, others: Workload["ports"]): Workload["ports"] {
    return direction === "Ingress" ? workload.ports : others;
}

function strangerOf({ block, pods, text }: RulePeer, areAll: boolean): ReachEnd | undefined {
    if (block === undefined) {
        return pods.size === 0 ? { id: text, name: text, kind: "pods" } : undefined;
    }
    if (!block.isKnown || isWorld(block) || areAll) {
        return outside;
    }
    return isOfNode(block)
        ? { id: text, name: `its node's ${text}`, kind: "nodes" }
        : { id: text, name: text, kind: "cidr" };
}

/** The ports on which a workload takes connections from addresses outside of the cluster. */
export function spanFromAddresses(workload: Workload, side: Side): Span {
    if (side.isOpen !== "no") {
        return side.isOpen === "yes" ? everything : { certain: NO_PORTS, possible: ALL_PORTS };
    }
    const spans = side.rules.map((hit): Span => {
        const { isForAll, peers } = hit.rule;
        const blocks = peers.flatMap(({ block }) => block ?? []);
        const isCertain = hit.isCertain && (isForAll === "yes" || blocks.some(isEverybody));
        return isForAll === "no" && blocks.length === 0 ? nothing : portsOf({ ...hit, isCertain }, workload.ports);
    });
    return spans.reduce(joined, nothing);
}

function isEverybody(block: Block): boolean {
    return isWorld(block) && block.except.length === 0;
}
