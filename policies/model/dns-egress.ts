import { parseCidr } from "../../core/facts/network/cidr";
import { allowsDns, foreignPolicies } from "./foreign-policies";
import { rulesOf, selectsNamespace } from "./network-policies";
import { allowsPort, type DeclaredPort } from "./network-ports";
import type { PlacedPolicy } from "./policy-index";
import { newReading } from "./reading";
import type { Resource } from "./resource";
import { all, any, type Match, selects } from "./selector";
import type { Stack } from "./stack";
import { Value } from "./value";

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

    private readonly services: readonly string[];

    constructor(private readonly stack: Stack) {
        this.services = stack
            .ofType("aws:eks/cluster:Cluster")
            .map(({ props }) => props.at("kubernetesNetworkConfig.serviceIpv4Cidr"))
            .flatMap((cidr) => (cidr.isUnknown ? [] : cidr.texts));
    }

    /** Whether policies that select a pod, together or with those of other kinds, let it ask by UDP and by TCP. */
    isAllowed(policies: readonly PlacedPolicy[], namespace: string): Match {
        const foreign = foreignPolicies(this.stack);
        return all(
            PROTOCOLS.map((protocol, index) =>
                any([
                    ...policies.map(({ policy }) => this.answersOf(policy)[index] ?? "no"),
                    ...foreign.map((policy) => allowsDns(policy, namespace, protocol)),
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

    private isDns(peer: Value): Match {
        if (peer.isUnknown) {
            return "unknown";
        }
        if (peer.key("ipBlock").isStated) {
            return isDnsAddress(peer.at("ipBlock.cidr"), this.services);
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

/**
 * Where Services are: the ranges that EKS takes where no other is asked for, and the address of DNS in the ranges of kubeadm,
 * k3s and AKS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
const SERVICES = ["10.100.0.0/16", "172.20.0.0/16", "10.96.0.10/32", "10.43.0.10/32", "10.0.0.10/32"];
/** The cache on each node, and the resolver of the VPC. */
const LINK_LOCAL = ["169.254.0.0/16", "fe80::/10", "fd00:ec2::/32"];
/** Addresses of a block that is taken for one of pods or nodes, DNS servers among them. */
const MANY = 256n;

/**
 * Whether DNS is asked at an address. Policies are judged behind the translation of addresses, so that a Service's address
 * lets nobody out; any other may be that of a DNS server outside of the cluster.
 *
 * @param services ranges of Services of the stack's clusters
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
 */
function isDnsAddress(cidr: Value, services: readonly string[]): Match {
    const range = cidr.isUnknown ? undefined : parseCidr(cidr.text ?? "");
    if (range === undefined) {
        return "unknown";
    }
    const isIn = (cidrs: readonly string[]) =>
        cidrs
            .flatMap((text) => parseCidr(text) ?? [])
            .some(({ family, first, last }) => family === range.family && first <= range.first && range.last <= last);
    if (isIn([...SERVICES, ...services])) {
        return "no";
    }
    return isIn(LINK_LOCAL) || range.last - range.first >= MANY ? "yes" : "unknown";
}
