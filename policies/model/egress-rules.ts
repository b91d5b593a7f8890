import { blocksOf, includePrivateAddresses, namesPods, rulesOf } from "./network-policies";
import { type DeclaredPort, portsOverlap } from "./network-ports";
import { PeerIndex, type PodMatches } from "./peer-index";
import { PodIndex, type StackPods } from "./pod-index";
import type { PlacedPolicy } from "./policy-index";
import { all, any, type Match } from "./selector";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** The end that is connected to. */
export interface Server {
    readonly pods: StackPods;
    readonly ports: readonly DeclaredPort[];
}

/** What the egress rules of a policy say of a server. */
export interface Egress {
    /** True where a rule names the server's pods by labels. */
    readonly declares: boolean;
    /** Whether a rule lets the server be reached, along with others. */
    readonly opens: Match;
}

interface Rule {
    readonly ports: Value;
    /** Whether the rule is for everyone, or for every private address. */
    readonly everyone: Match;
    readonly peers: readonly Peer[];
    readonly overlaps: Map<string, Match>;
}

interface Peer {
    readonly names: boolean;
    readonly addresses: Match;
    readonly servers: PodMatches;
}

/** Tells what policies say of servers: policies that say the same are read once. */
export class EgressRules {
    private readonly rules = new Map<string, readonly Rule[]>();
    private readonly keys = new Map<PlacedPolicy, string>();
    private readonly peers: PeerIndex;
    private readonly signatures: ReadonlyMap<Server, string>;

    constructor(stack: Stack, servers: readonly Server[]) {
        this.peers = new PeerIndex(stack, new PodIndex(servers.map(({ pods }) => pods)));
        this.signatures = new Map(servers.map((server) => [server, JSON.stringify(server.ports)]));
    }

    /** The same for policies that say the same. */
    keyOf(placed: PlacedPolicy): string {
        const egress = placed.policy.props.at("spec.egress");
        const key =
            this.keys.get(placed) ??
            `${placed.namespace}|${egress.isUnknown ? "unknown" : JSON.stringify(egress.known)}`;
        this.keys.set(placed, key);
        return key;
    }

    of(placed: PlacedPolicy, server: Server): Egress {
        const opened: Match[] = [];
        for (const rule of this.rulesOf(placed)) {
            const port = this.overlap(rule, server);
            opened.push(all([rule.everyone, port]));
            for (const { names, addresses, servers } of port === "no" ? [] : rule.peers) {
                const match = any([addresses, servers.get(server.pods) ?? "no"]);
                if (names && match === "yes") {
                    return { declares: true, opens: "yes" };
                }
                opened.push(all([match, port]));
            }
        }
        return { declares: false, opens: any(opened) };
    }

    private rulesOf(placed: PlacedPolicy): readonly Rule[] {
        const key = this.keyOf(placed);
        const rules = this.rules.get(key) ?? this.read(placed);
        this.rules.set(key, rules);
        return rules;
    }

    private read({ policy, namespace }: PlacedPolicy): readonly Rule[] {
        return rulesOf(policy, "Egress").map(({ peers, ports }) => ({
            ports,
            everyone: peers.isUnknown
                ? "unknown"
                : peers.items.length === 0
                  ? "yes"
                  : includePrivateAddresses(blocksOf(peers)),
            peers: (peers.isUnknown ? [] : peers.items).map((peer) => ({
                names: namesPods(peer),
                addresses: peer.isUnknown ? "no" : addressesOf(peer.key("ipBlock")),
                servers: this.peers.podsOf(peer, namespace),
            })),
            overlaps: new Map(),
        }));
    }

    private overlap({ ports, overlaps }: Rule, server: Server): Match {
        const signature = this.signatures.get(server) ?? "";
        const overlap = overlaps.get(signature) ?? portsOverlap(ports, server.ports);
        overlaps.set(signature, overlap);
        return overlap;
    }
}

function addressesOf(block: Value): Match {
    return block.isStated ? includePrivateAddresses([block]) : "no";
}
