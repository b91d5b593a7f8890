import type { RawResource } from "../../../../policies/model/resource";
import type { BruteCluster, BrutePod, BrutePolicy } from "./brute-force";

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}

/** Workloads and policies, as objects and for the evaluation pod by pod. */
export interface RandomCluster extends BruteCluster {
    readonly pods: readonly (BrutePod & { readonly workload: string })[];
    readonly resources: readonly RawResource[];
    /** True where a block has a part of the pods' network alone, so that nobody can tell who is in it. */
    readonly splitsNetwork: boolean;
}

export const NETWORK = "10.0.0.0/16";
const PARTIAL = "10.0.0.0/17";
const BLOCKS = [
    ...[
        "0.0.0.0/0",
        "::/0",
        "10.0.0.0/8",
        NETWORK,
        "10.9.0.0/16",
        "192.168.0.0/16",
        "203.0.113.0/24",
        "169.254.170.23/32",
    ].map((cidr) => ({ cidr })),
    { cidr: "0.0.0.0/0", except: ["10.0.0.0/8", "169.254.0.0/16"] },
    { cidr: "10.0.0.0/8", except: [NETWORK] },
    { cidr: "203.0.113.0/24", except: ["203.0.113.128/25"] },
    { cidr: PARTIAL },
];
const NAMESPACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    shop: { team: "shop", tier: "prod" },
    bank: { team: "bank", tier: "prod" },
    lab: {},
};
const KINDS = ["Deployment", "StatefulSet", "DaemonSet"];
const LABELS: readonly (readonly [string, readonly string[]])[] = [
    ["app", ["a", "b", "c"]],
    ["tier", ["web", "data"]],
    ["audited", ["true"]],
];
const NAMED = ["http", "metrics", "dns"];
const NUMBERS = [53, 80, 443, 8080, 8081, 9090];
const PROTOCOLS = ["TCP", "UDP", "SCTP"];

/** A cluster with some of everything that a NetworkPolicy can say. */
export function randomCluster(seed: number): RandomCluster {
    const random = randomOf(seed);
    const one = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const chance = (share: number) => random() < share;
    const some = (most: number) => Math.floor(random() * (most + 1));
    const many = <T>(count: number, make: (index: number) => T) =>
        Array.from({ length: count }, (_, index) => make(index));

    const labels = () =>
        Object.fromEntries(LABELS.filter(() => chance(0.7)).map(([key, values]) => [key, one(values)]));
    const expression = () => {
        const [key, values] = one(LABELS);
        const operator = one(["In", "NotIn", "Exists", "DoesNotExist"]);
        return operator.endsWith("In")
            ? { key, operator, values: values.filter((_, index) => index === 0 || chance(0.5)) }
            : { key, operator };
    };
    const selector = () => ({
        ...(chance(0.5) && {
            matchLabels: Object.fromEntries([one(LABELS)].map(([key, values]) => [key, one(values)])),
        }),
        ...(chance(0.3) && { matchExpressions: many(1 + some(1), expression) }),
    });
    const namespaceSelector = () =>
        one([
            {},
            { matchLabels: { "kubernetes.io/metadata.name": one(Object.keys(NAMESPACES)) } },
            { matchLabels: { team: one(["shop", "bank"]) } },
            { matchExpressions: [{ key: "team", operator: one(["Exists", "DoesNotExist"]) }] },
            { matchExpressions: [{ key: "tier", operator: one(["In", "NotIn"]), values: ["prod"] }] },
        ]);
    const peer = () =>
        one([
            () => ({ podSelector: selector() }),
            () => ({ namespaceSelector: namespaceSelector() }),
            () => ({ namespaceSelector: namespaceSelector(), podSelector: selector() }),
            () => ({ ipBlock: one(BLOCKS) }),
        ])();
    const port = () => {
        const number = one(NUMBERS);
        return {
            ...(chance(0.7) && { protocol: one(PROTOCOLS) }),
            ...one([
                {},
                { port: number },
                { port: number },
                { port: one(NAMED) },
                { port: number, endPort: number + some(40) },
            ]),
        };
    };
    const rule = (side: "from" | "to") => ({
        ...(chance(0.85) && { [side]: many(some(2), peer) }),
        ...(chance(0.7) && { ports: many(some(2), port) }),
    });
    const policy = (index: number): BrutePolicy => ({
        metadata: { name: `policy-${index}`, namespace: one(Object.keys(NAMESPACES)) },
        spec: {
            podSelector: chance(0.3) ? {} : selector(),
            ...(chance(0.7) && { policyTypes: one([["Ingress"], ["Egress"], ["Ingress", "Egress"]]) }),
            ...(chance(0.8) && { ingress: many(some(2), () => rule("from")) }),
            ...(chance(0.8) && { egress: many(some(2), () => rule("to")) }),
        },
    });
    const policies = many(1 + some(7), policy);
    const workloads = many(4 + some(4), (index) => ({
        kind: one(KINDS),
        namespace: one(Object.keys(NAMESPACES)),
        name: `workload-${index}`,
        labels: labels(),
        hostNetwork: chance(0.1),
        ports: many(some(2), () => ({
            ...(chance(0.7) && { name: one(NAMED) }),
            containerPort: one(NUMBERS),
            ...(chance(0.5) && { protocol: one(PROTOCOLS) }),
        })),
        replicas: 1 + some(1),
    }));
    return {
        namespaces: NAMESPACES,
        policies,
        pods: workloads.flatMap(({ kind, name, replicas, ...pod }, index) =>
            many(replicas, (replica) => ({
                ...pod,
                workload: `${pod.namespace}/${kind}/${name}`,
                // One of a pair in each half of the network.
                ip: `10.0.${replica * 128 + some(100)}.${index + 1}`,
            })),
        ),
        resources: [
            { type: "aws:eks/cluster:Cluster", props: { name: "test", computeConfig: { enabled: true } } },
            { type: "aws:ec2/vpc:Vpc", props: { cidrBlock: NETWORK } },
            ...Object.entries(NAMESPACES).map(([name, own]) =>
                object("core/v1:Namespace", { metadata: { name, labels: own } }),
            ),
            ...workloads.map(({ kind, namespace, name, replicas, labels: own, hostNetwork, ports }) =>
                object(`apps/v1:${kind}`, {
                    metadata: { name, namespace },
                    spec: {
                        replicas,
                        selector: { matchLabels: own },
                        template: {
                            metadata: { labels: own },
                            spec: { hostNetwork, containers: [{ name: "main", image: "i", ports }] },
                        },
                    },
                }),
            ),
            ...policies.map((one) => object("networking.k8s.io/v1:NetworkPolicy", { ...one })),
        ],
        splitsNetwork: JSON.stringify(policies).includes(PARTIAL),
    };
}

function object(type: string, props: Readonly<Record<string, unknown>>): RawResource {
    const name = JSON.stringify(props.metadata);
    return { type: `kubernetes:${type}`, name, urn: `urn:pulumi:test::test::kubernetes:${type}::${name}`, props };
}
