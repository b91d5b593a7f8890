import { allowsDns as calicoAllowsDns, calicoPolicies } from "./calico-policies";
import { rulesOf, selectsNamespace } from "./network-policies";
import { allowsPort, type DeclaredPort } from "./network-ports";
import type { PlacedPolicy } from "./policy-index";
import type { Resource } from "./resource";
import { all, any, type Match, selects } from "./selector";
import type { Stack } from "./stack";
import { newReading, Value } from "./value";

const PROTOCOLS = ["UDP", "TCP"] as const;
const DNS_NAMESPACE = "kube-system";
/** The pods of CoreDNS as EKS runs them. */
const DNS_LABELS = new Value({ "k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns" }, newReading(false));
const DNS_PORTS: readonly DeclaredPort[] = [
    { name: "dns", protocol: "UDP", port: 53 },
    { name: "dns-tcp", protocol: "TCP", port: 53 },
];

/** Tells which policies let pods ask the cluster's DNS, each policy read once. */
export class DnsEgress {
    private readonly answers = new Map<Resource, readonly Match[]>();

    constructor(private readonly stack: Stack) {}

    /** Whether policies that select a pod, together or with Calico's own, let it ask by UDP and by TCP. */
    isAllowed(policies: readonly PlacedPolicy[], namespace: string): Match {
        const calico = calicoPolicies(this.stack);
        return all(
            PROTOCOLS.map((protocol, index) =>
                any([
                    ...policies.map(({ policy }) => this.answersOf(policy)[index] ?? "no"),
                    ...calico.map((policy) => calicoAllowsDns(policy, namespace, protocol)),
                ]),
            ),
        );
    }

    private answersOf(policy: Resource): readonly Match[] {
        const answers = this.answers.get(policy) ?? PROTOCOLS.map((protocol) => this.allows(policy, protocol));
        this.answers.set(policy, answers);
        return answers;
    }

    private allows(policy: Resource, protocol: string): Match {
        return any(
            rulesOf(policy, "Egress").map(({ peers, ports }) =>
                all([allowsPort(ports, protocol, 53, DNS_PORTS), this.reachesDns(peers)]),
            ),
        );
    }

    private reachesDns(peers: Value): Match {
        if (peers.isUnknown) {
            return "unknown";
        }
        return peers.items.length === 0 ? "yes" : any(peers.items.map((peer) => this.isDns(peer)));
    }

    /** An address with port 53 is taken for a DNS server: a cache on the node, or one outside of the cluster. */
    private isDns(peer: Value): Match {
        if (peer.isUnknown) {
            return "unknown";
        }
        if (peer.key("ipBlock").isStated) {
            return "yes";
        }
        const [namespaces, pods] = [peer.key("namespaceSelector"), peer.key("podSelector")];
        if (!namespaces.isStated) {
            return "no";
        }
        return all([
            selectsNamespace(namespaces, DNS_NAMESPACE, this.stack),
            pods.isStated ? selects(pods, DNS_LABELS) : "yes",
        ]);
    }
}
