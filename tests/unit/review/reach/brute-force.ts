/**
 * Who may connect to whom, pod by pod and port by port, as Kubernetes' documentation says it. It knows nothing of the policies' own model.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */

export interface BrutePod {
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly ip: string;
    readonly hostNetwork: boolean;
    readonly ports: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
}

export interface BruteCluster {
    readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly policies: readonly BrutePolicy[];
}

export interface BrutePolicy {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly spec: {
        readonly podSelector?: Selector;
        readonly policyTypes?: readonly string[];
        readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
        readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
    };
}

interface Selector {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
    }[];
}

interface Peer {
    readonly podSelector?: Selector;
    readonly namespaceSelector?: Selector;
    readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
    readonly protocol?: string;
    readonly port?: number | string;
    readonly endPort?: number;
}

/** An end of a connection: a pod, or nothing but an address. */
export type BruteEnd = BrutePod | { readonly ip: string };

/** Whether a connection gets through: what the client's policies let out, and the server's let in. */
export function mayConnect(
    cluster: BruteCluster,
    client: BruteEnd,
    server: BruteEnd,
    protocol: string,
    port: number,
): boolean {
    return (
        passes(cluster, "Egress", client, server, protocol, port, server) &&
        passes(cluster, "Ingress", server, client, protocol, port, server)
    );
}

function passes(
    cluster: BruteCluster,
    type: "Ingress" | "Egress",
    own: BruteEnd,
    other: BruteEnd,
    protocol: string,
    port: number,
    server: BruteEnd,
): boolean {
    // Policies are about pods, and about none in the network of its node.
    if (!("labels" in own) || own.hostNetwork) {
        return true;
    }
    const selecting = cluster.policies.filter(
        ({ metadata, spec }) =>
            metadata.namespace === own.namespace &&
            typesOf(spec).includes(type) &&
            selected(spec.podSelector ?? {}, own.labels),
    );
    if (selecting.length === 0) {
        return true;
    }
    return selecting.some(({ metadata, spec }) => {
        const rules =
            type === "Ingress"
                ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
                : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
        return rules.some(
            ({ peers = [], ports = [] }) =>
                (peers.length === 0 || peers.some((peer) => isPeer(cluster, peer, metadata.namespace, other))) &&
                (ports.length === 0 || ports.some((entry) => isPort(entry, protocol, port, server))),
        );
    });
}

function typesOf({ policyTypes = [], egress = [] }: BrutePolicy["spec"]): readonly string[] {
    if (policyTypes.length > 0) {
        return policyTypes;
    }
    return egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
}

function isPeer(cluster: BruteCluster, peer: Peer, policyNamespace: string, other: BruteEnd): boolean {
    if (peer.ipBlock !== undefined) {
        const { cidr, except = [] } = peer.ipBlock;
        return isInBlock(other.ip, cidr) && !except.some((block) => isInBlock(other.ip, block));
    }
    if (!("labels" in other) || other.hostNetwork) {
        return false;
    }
    const isInNamespace =
        peer.namespaceSelector === undefined
            ? other.namespace === policyNamespace
            : selected(peer.namespaceSelector, {
                  ...cluster.namespaces[other.namespace],
                  "kubernetes.io/metadata.name": other.namespace,
              });
    return isInNamespace && (peer.podSelector === undefined || selected(peer.podSelector, other.labels));
}

function isPort(entry: Port, protocol: string, port: number, server: BruteEnd): boolean {
    if ((entry.protocol ?? "TCP") !== protocol) {
        return false;
    }
    if (entry.port === undefined) {
        return true;
    }
    if (typeof entry.port === "string") {
        const ports = "labels" in server ? server.ports : [];
        return ports.some(
            (one) => one.name === entry.port && (one.protocol ?? "TCP") === protocol && one.containerPort === port,
        );
    }
    return entry.endPort === undefined ? port === entry.port : entry.port <= port && port <= entry.endPort;
}

function selected({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Readonly<Record<string, string>>) {
    return (
        Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
        matchExpressions.every(({ key, operator, values = [] }) => {
            const value = labels[key];
            switch (operator) {
                case "In":
                    return value !== undefined && values.includes(value);
                case "NotIn":
                    return value === undefined || !values.includes(value);
                case "Exists":
                    return value !== undefined;
                case "DoesNotExist":
                    return value === undefined;
                default:
                    throw new Error(`There is no operator ${operator}.`);
            }
        })
    );
}

/** Bit by bit. */
export function isInBlock(ip: string, cidr: string): boolean {
    const [network = "", length = ""] = cidr.split("/");
    if (network.includes(":") !== ip.includes(":")) {
        return false;
    }
    return bitsOf(network).slice(0, Number(length)) === bitsOf(ip).slice(0, Number(length));
}

function bitsOf(ip: string): string {
    if (!ip.includes(":")) {
        return ip
            .split(".")
            .map((part) => Number(part).toString(2).padStart(8, "0"))
            .join("");
    }
    const [head = "", tail = ""] = ip.split("::");
    const [left, right] = [head, tail].map((half) => half.split(":").filter((group) => group !== ""));
    const groups = [...(left ?? []), ...Array(8).fill("0"), ...(right ?? [])];
    const missing = groups.length - 8;
    groups.splice(left?.length ?? 0, missing);
    return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}
