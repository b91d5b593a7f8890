import type { Egress, EgressRules, Server } from "./egress-rules";
import { namesPods, usesHostNetwork } from "./network-policies";
import { PeerIndex } from "./peer-index";
import type { StackPods } from "./pod-index";
import type { PlacedPolicy, PolicyIndex } from "./policy-index";
import { all, any, type Match, not } from "./selector";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** Pods that a peer admits, and that no verdict on their connections tells apart: the same policies limit their egress. */
export interface Clients {
    readonly certain: ReadonlySet<StackPods>;
    /** Pods that the peer may admit. */
    readonly possible: ReadonlySet<StackPods>;
    readonly policies: { readonly certain: readonly PlacedPolicy[]; readonly possible: readonly PlacedPolicy[] };
    readonly usesHostNetwork: Match;
}

/** Finds the clients that peers admit, in groups, and tells which of them reach a server that they do not declare. */
export class ClientGroups {
    private readonly peers: PeerIndex;
    private readonly keys = new Map<StackPods, string>();
    private readonly admitted = new Map<ReturnType<PeerIndex["podsOf"]>, readonly Clients[]>();

    constructor(
        stack: Stack,
        private readonly egress: PolicyIndex,
        private readonly rules: EgressRules,
    ) {
        this.peers = new PeerIndex(stack, stack.pods);
    }

    /** The pods that a peer of a policy in a namespace admits. */
    admittedBy(peer: Value, namespace: string | undefined): readonly Clients[] {
        const pods = this.peers.podsOf(peer, namespace);
        const groups = this.admitted.get(pods) ?? this.group(pods);
        this.admitted.set(pods, groups);
        return groups;
    }

    /** Whether clients get through to a server though they do not declare that they want to. */
    reachUndeclared(clients: Clients, admittedBy: Value, server: Server): Match {
        return all([not(clients.usesHostNetwork), this.isUndeclared(clients, admittedBy, server)]);
    }

    private isUndeclared({ policies: { certain, possible } }: Clients, admittedBy: Value, server: Server): Match {
        if (certain.length === 0) {
            return namesPods(admittedBy) ? "no" : possible.length > 0 ? "unknown" : "yes";
        }
        const known = certain.map((placed) => this.rules.of(placed, server));
        if (known.some(({ declares }) => declares)) {
            return "no";
        }
        const opens = any(known.map((egress) => egress.opens));
        const maybe = possible.map((placed) => this.rules.of(placed, server));
        const isOpen = (egress: Egress) => (opens === "yes" ? egress.declares : egress.opens !== "no");
        return maybe.some(isOpen) ? "unknown" : opens;
    }

    private group(pods: ReadonlyMap<StackPods, Match>): readonly Clients[] {
        const groups = new Map<
            string,
            Clients & { readonly certain: Set<StackPods>; readonly possible: Set<StackPods> }
        >();
        for (const [client, match] of pods) {
            const key = this.keyOf(client);
            const group = groups.get(key) ?? {
                ...{ certain: new Set(), possible: new Set() },
                ...{ policies: this.egress.of(client), usesHostNetwork: usesHostNetwork(client) },
            };
            groups.set(key, group);
            group[match === "yes" ? "certain" : "possible"].add(client);
        }
        return [...groups.values()];
    }

    /** The same for pods whose connections are judged the same. */
    private keyOf(client: StackPods): string {
        const known = this.keys.get(client);
        if (known !== undefined) {
            return known;
        }
        const { certain, possible } = this.egress.of(client);
        const policies = [certain, possible].map((list) => list.map((placed) => this.rules.keyOf(placed)));
        const key = JSON.stringify([usesHostNetwork(client), policies]);
        this.keys.set(client, key);
        return key;
    }
}
