/** Traffic that a namespace's pods need beside each other and DNS. */
export interface NetworkEdge {
    /** Last part of the NetworkPolicy's name. */
    readonly name: string;
    /** Whether the other side connects to the pods (`ingress`) or they to it (`egress`). */
    readonly direction: "ingress" | "egress";
    /** CIDR of the other side; every namespace's pods where it is `pods`. */
    readonly peer: string;
    /** TCP ports on the side that is connected to. @default all */
    readonly ports?: readonly number[];
    /** Labels of the pods that it is for. @default every pod of the namespace */
    readonly pods?: Readonly<Record<string, string>>;
}

/**
 * Where the EKS Pod Identity agent hands out credentials on every node.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export const podIdentityAgent: NetworkEdge = {
    name: "pod-identity",
    direction: "egress",
    peer: "169.254.170.23/32",
    ports: [80],
};

/** Where controllers reach AWS and the API server, whose addresses nobody knows beforehand. */
export const awsAndApiServer: NetworkEdge = {
    name: "aws-and-api-server",
    direction: "egress",
    peer: "0.0.0.0/0",
    ports: [443],
};

/** Where controllers reach the API server: at its Service's port, which becomes that of a cluster outside AWS. */
export const apiServer: NetworkEdge = {
    name: "api-server",
    direction: "egress",
    peer: "0.0.0.0/0",
    ports: [443, 6443],
};

/** The rules of a NetworkPolicy that allows an edge. */
export function edgeSpec(edge: NetworkEdge) {
    const peer = edge.peer === "pods" ? { namespaceSelector: {} } : { ipBlock: { cidr: edge.peer } };
    const ports = edge.ports && { ports: edge.ports.map((port) => ({ protocol: "TCP", port })) };
    const podSelector = edge.pods === undefined ? {} : { matchLabels: edge.pods };
    return edge.direction === "ingress"
        ? { podSelector, policyTypes: ["Ingress"], ingress: [{ from: [peer], ...ports }] }
        : { podSelector, policyTypes: ["Egress"], egress: [{ to: [peer], ...ports }] };
}

/** Nothing in, nothing out. */
export const DENY_ALL = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/** Names can be resolved, by the cluster's DNS only. */
export const ALLOW_DNS = {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [
        {
            to: [
                {
                    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                    podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
                },
            ],
            ports: [
                { protocol: "UDP", port: 53 },
                { protocol: "TCP", port: 53 },
            ],
        },
    ],
};

/** The NetworkPolicies of every namespace, by name. */
export const NAMESPACE_POLICIES = { "default-deny": DENY_ALL, "allow-dns": ALLOW_DNS };
