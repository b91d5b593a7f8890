import { namespaceOf, objectName } from "../../policies/model/identity";
import { type Direction, namesPods, rulesOf } from "../../policies/model/network-policies";
import type { DeclaredPort } from "../../policies/model/network-ports";
import { PeerIndex, type PodMatches } from "../../policies/model/peer-index";
import type { PlacedPolicy } from "../../policies/model/policy-index";
import { any, type Match } from "../../policies/model/selector";
import type { Stack } from "../../policies/model/stack";
import type { Value } from "../../policies/model/value";
import { type Block, blockOf, holdsPods, podNetworks } from "./addresses";
import { peerText } from "./peer-text";
import { rulePorts, type Span } from "./rule-ports";

/** One rule of a NetworkPolicy. */
export interface PolicyRule {
    /** Tells it from the other rules of the stack. */
    readonly number: number;
    /** As readers are told: `NetworkPolicy shop/web, ingress rule 1`. */
    readonly label: string;
    /** The same without the policy. */
    readonly name: string;
    readonly policy: PlacedPolicy;
    /** Whether it lets every pod in or out by what it says of addresses or of nobody. */
    readonly everyone: Match;
    /** Whether it is for every end at all, because it names none. */
    readonly isForAll: Match;
    readonly peers: readonly RulePeer[];
    /** The ports that it opens on pods that declare some, or none that are known. */
    readonly portsOn: (declared: readonly DeclaredPort[] | undefined) => Span;
}

/** One peer of a rule. */
export interface RulePeer {
    readonly text: string;
    /** The pods of the stack that it names or may name; none for a block of addresses. */
    readonly pods: PodMatches;
    /** True where it picks pods by labels that they carry. */
    readonly isNamed: boolean;
    /** The addresses, where it is a block of them. */
    readonly block?: Block;
}

/** Reads what policies say, each peer once however many rules name it. */
export class PolicyRules {
    private readonly known = new Map<string, readonly PolicyRule[]>();
    private readonly peers: PeerIndex;
    private count = 0;
    private readonly networks: ReturnType<typeof podNetworks>;

    constructor(stack: Stack) {
        this.peers = new PeerIndex(stack, stack.pods);
        this.networks = podNetworks(stack);
    }

    of(placed: PlacedPolicy, direction: Direction): readonly PolicyRule[] {
        const key = `${direction}|${policyKey(placed)}`;
        const rules = this.known.get(key) ?? this.read(placed, direction);
        this.known.set(key, rules);
        return rules;
    }

    private read(placed: PlacedPolicy, direction: Direction): readonly PolicyRule[] {
        const { policy, namespace } = placed;
        return rulesOf(policy, direction).map(({ peers, ports }, index) => {
            const read = peers.isUnknown ? [] : peers.items.map((peer) => this.peerOf(peer, namespace));
            const name = `${direction.toLowerCase()} rule ${index + 1}`;
            const isForAll: Match = peers.isUnknown ? "unknown" : peers.items.length === 0 ? "yes" : "no";
            return {
                number: this.count++,
                label: `${policyLabel(placed)}, ${name}`,
                name,
                policy: placed,
                isForAll,
                everyone: any([
                    isForAll,
                    ...read.flatMap(({ block }) => (block === undefined ? [] : holdsPods(block, this.networks))),
                ]),
                peers: read,
                portsOn: remembering(ports),
            };
        });
    }

    private peerOf(peer: Value, namespace: string | undefined): RulePeer {
        const block = peer.key("ipBlock");
        return {
            text: peerText(peer, namespace),
            pods: this.peers.podsOf(peer, namespace),
            isNamed: !peer.isUnknown && namesPods(peer),
            // What is unknown may be a block, too.
            ...(block.isStated && { block: blockOf(block) }),
        };
    }
}

/** What tells a policy from all others, a patch of it too. */
export function policyKey({ policy, namespace }: PlacedPolicy): string {
    return `${policy.type} ${namespace} ${objectName(policy) ?? ""} ${policy.urn ?? ""}`;
}

export function policyLabel({ policy }: PlacedPolicy): string {
    return `NetworkPolicy ${namespaceOf(policy) ?? "unknown"}/${objectName(policy) ?? policy.name ?? "unknown"}`;
}

/** Thousands of pods have the same ports. */
function remembering(ports: Value): PolicyRule["portsOn"] {
    const known = new Map<string, Span>();
    return (declared) => {
        const key = JSON.stringify(declared);
        const span = known.get(key) ?? rulePorts(ports, declared);
        known.set(key, span);
        return span;
    };
}
