/** Where a packet comes from or goes to: a pod by its namespace and labels. */
export interface Pod {
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
}

interface Selector {
    readonly matchLabels?: Readonly<Record<string, string>>;
}

interface Peer {
    readonly podSelector?: Selector;
    readonly namespaceSelector?: Selector;
}

interface Port {
    readonly protocol?: string;
    readonly port?: number;
}

interface Rule {
    readonly from?: readonly Peer[];
    readonly to?: readonly Peer[];
    readonly ports?: readonly Port[];
}

/** A NetworkPolicy as the components ask for it. */
export interface Policy {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly spec: {
        readonly podSelector: Selector;
        readonly policyTypes: readonly string[];
        readonly ingress?: readonly Rule[];
        readonly egress?: readonly Rule[];
    };
}

/**
 * Whether the policies let a connection through, as Kubernetes defines it: each end that any policy of that direction
 * selects needs a rule that allows the connection.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export function isReachable(policies: readonly Policy[], from: Pod, to: Pod, port: number, protocol = "TCP"): boolean {
    return (
        isAllowed(policies, "Egress", from, to, port, protocol) &&
        isAllowed(policies, "Ingress", to, from, port, protocol)
    );
}

function isAllowed(
    policies: readonly Policy[],
    direction: "Ingress" | "Egress",
    self: Pod,
    other: Pod,
    port: number,
    protocol: string,
): boolean {
    const selecting = policies.filter(
        ({ metadata, spec }) =>
            metadata.namespace === self.namespace &&
            spec.policyTypes.includes(direction) &&
            matches(spec.podSelector, self.labels),
    );
    if (selecting.length === 0) {
        return true;
    }
    return selecting.some(({ metadata, spec }) => {
        const rules = (direction === "Ingress" ? spec.ingress : spec.egress) ?? [];
        return rules.some((rule) => {
            const peers = direction === "Ingress" ? rule.from : rule.to;
            const peerAllowed =
                !peers || peers.length === 0 || peers.some((peer) => isPeer(peer, other, metadata.namespace));
            const portAllowed =
                !rule.ports ||
                rule.ports.some((allowed) => (allowed.protocol ?? "TCP") === protocol && allowed.port === port);
            return peerAllowed && portAllowed;
        });
    });
}

function isPeer({ namespaceSelector, podSelector }: Peer, pod: Pod, policyNamespace: string): boolean {
    const inNamespace = namespaceSelector
        ? matches(namespaceSelector, { "kubernetes.io/metadata.name": pod.namespace })
        : pod.namespace === policyNamespace;
    return inNamespace && (!podSelector || matches(podSelector, pod.labels));
}

function matches({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>>): boolean {
    return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}
