import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import type { Data } from "../support/edit";
import { object, resource } from "../support/resources";
import {
    assertUnknownsFindNothing,
    closedRelease,
    editIn,
    judgeStack,
    namespace,
    networkPolicy,
    without,
    workload,
} from "./support";

const RULE = "namespace-guardrails";
const DNS = {
    to: [
        {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
        },
    ],
    ports: [
        { port: 53, protocol: "UDP" },
        { port: 53, protocol: "TCP" },
    ],
};
const GUARDED = [
    namespace(),
    workload("Deployment", "web"),
    networkPolicy("default-deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
    networkPolicy("allow-dns", { podSelector: {}, policyTypes: ["Egress"], egress: [DNS] }),
    object("v1", "ResourceQuota", { metadata: { name: "quota" }, spec: { hard: { pods: "10" } } }),
];
const AT_NAMESPACE = "Namespace shop metadata.name";
const calico = (kind: string, spec: object) =>
    object("crd.projectcalico.org/v1", kind, { metadata: { name: "closed" }, spec: { ...spec } });

describe("The guardrails of a namespace", () => {
    const found = (resources: typeof GUARDED | readonly (typeof GUARDED)[number][]) =>
        judgeStack(RULE, resources).found;

    it("are complete with default-deny, DNS and a quota", () => {
        assert.deepEqual(judgeStack(RULE, GUARDED), { found: [], open: [], messages: [] });
    });

    it("leave the Pod Security label to the rule of a single Namespace", () => {
        for (const labels of [{}, { "pod-security.kubernetes.io/enforce": "privileged" }]) {
            assert.deepEqual(found([namespace("shop", labels), ...GUARDED.slice(1)]), []);
        }
    });

    it("each are missed", () => {
        assert.deepEqual(found(without(GUARDED, "ResourceQuota quota")), [AT_NAMESPACE]);
        assert.match(judgeStack(RULE, without(GUARDED, "ResourceQuota quota")).messages.join(), /ResourceQuota/);
        const open = judgeStack(RULE, without(GUARDED, "NetworkPolicy allow-dns"));
        assert.deepEqual(open.found, [AT_NAMESPACE]);
        assert.match(open.messages.join(), /DNS/);
        // The policy for DNS closes the rest of egress for all pods, too.
        assert.match(
            judgeStack(RULE, without(GUARDED, "NetworkPolicy default-deny")).messages.join(),
            /closes ingress/,
        );
    });

    for (const [what, path, value] of [
        ["selects some pods", "spec.podSelector", { matchLabels: { app: "web" } }],
        ["is about egress", "spec.policyTypes", ["Egress"]],
        ["has a rule that opens everything", "spec.ingress", [{}]],
        ["is of another namespace", "metadata.namespace", "else"],
    ] as const) {
        it(`are missed where the policy ${what}`, () => {
            assert.notDeepEqual(found(editIn(GUARDED, "NetworkPolicy default-deny", path, value)), []);
        });
    }

    for (const [what, path, value] of [
        ["ports without TCP", "spec.egress[0].ports", [{ port: 53, protocol: "UDP" }]],
        ["another port", "spec.egress[0].ports", [{ port: 54, protocol: "UDP" }]],
        ["the port of UDP for TCP", "spec.egress[0].ports", [{ port: "dns", protocol: "UDP" }, { port: "dns" }]],
        [
            "pods of the own namespace",
            "spec.egress[0].to",
            [{ podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
        ],
        [
            "another namespace",
            "spec.egress[0].to[0].namespaceSelector",
            { matchLabels: { "kubernetes.io/metadata.name": "shop" } },
        ],
        ["other pods", "spec.egress[0].to[0].podSelector", { matchLabels: { "k8s-app": "dns" } }],
        ["the Service by its address (case 054)", "spec.egress[0].to", [{ ipBlock: { cidr: "172.20.0.10/32" } }]],
        ["the range of Services", "spec.egress[0].to", [{ ipBlock: { cidr: "10.100.0.0/16" } }]],
    ] as const) {
        it(`are missed where the rule for DNS names ${what}`, () => {
            assert.deepEqual(found(editIn(GUARDED, "NetworkPolicy allow-dns", path, value)), [AT_NAMESPACE]);
        });
    }

    for (const [what, path, value] of [
        ["every namespace", "spec.egress[0].to", [{ namespaceSelector: {} }]],
        ["a range of ports", "spec.egress[0].ports", [{ port: 1, endPort: 99, protocol: "UDP" }, { port: 53 }]],
        ["a server by address", "spec.egress[0].to", [{ ipBlock: { cidr: "169.254.20.10/32" } }]],
        ["no policyTypes", "spec.policyTypes", undefined],
        [
            "the ports by their names",
            "spec.egress[0].ports",
            [
                { port: "dns", protocol: "UDP" },
                { port: "dns-tcp", protocol: "TCP" },
            ],
        ],
        [
            "the label of EKS",
            "spec.egress[0].to[0].podSelector",
            { matchLabels: { "k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns" } },
        ],
    ] as const) {
        it(`are complete where the rule for DNS has ${what}`, () => {
            const verdict = judgeStack(RULE, editIn(GUARDED, "NetworkPolicy allow-dns", path, value));
            assert.deepEqual([verdict.found, verdict.open], [[], []]);
        });
    }

    it("are left open where DNS is asked at another address, and find the range of Services that the cluster names", () => {
        const at = (cidr: string) =>
            editIn(GUARDED, "NetworkPolicy allow-dns", "spec.egress[0].to", [{ ipBlock: { cidr } }]);
        const verdict = judgeStack(RULE, at("10.1.2.3/32"));
        assert.deepEqual([verdict.found, verdict.open], [[], [AT_NAMESPACE]]);
        const cluster = resource("aws:eks/cluster:Cluster", {
            kubernetesNetworkConfig: { serviceIpv4Cidr: "10.1.0.0/16" },
        });
        assert.deepEqual(found([...at("10.1.2.3/32"), cluster]), [AT_NAMESPACE]);
    });

    const cilium = (kind: string, spec: Data) => object("cilium.io/v2", kind, { metadata: { name: "closed" }, spec });
    const CLOSED_BY_CILIUM = { endpointSelector: {}, ingress: [{}], egress: [{ toEntities: ["cluster"] }] };
    const DNS_BY_CILIUM = {
        toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": "kube-system", "k8s:k8s-app": "kube-dns" } }],
        toPorts: [{ ports: [{ port: "53", protocol: "ANY" }] }],
    };
    it("are left open where policies of Cilium alone close the namespace and let no DNS out", () => {
        const closed = cilium("CiliumNetworkPolicy", { endpointSelector: {}, ingress: [{}], egress: [{}] });
        const guards = GUARDED.filter(({ type }) => !type.endsWith("NetworkPolicy"));
        const verdict = judgeStack(RULE, [...guards, closed]);
        assert.deepEqual([verdict.found, verdict.open], [[], [AT_NAMESPACE]]);
        const answered = cilium("CiliumNetworkPolicy", { ...CLOSED_BY_CILIUM, egress: [DNS_BY_CILIUM] });
        assert.deepEqual(judgeStack(RULE, [...guards, answered]).open, []);
    });

    for (const [what, policy] of [
        ["a policy of the namespace (case 222)", cilium("CiliumNetworkPolicy", CLOSED_BY_CILIUM)],
        [
            "one of all namespaces that names it",
            cilium("CiliumClusterwideNetworkPolicy", {
                ...CLOSED_BY_CILIUM,
                endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": "shop" } },
            }),
        ],
        [
            "the default that it switches on",
            cilium("CiliumNetworkPolicy", {
                endpointSelector: {},
                enableDefaultDeny: { ingress: true, egress: true },
                egress: [DNS_BY_CILIUM],
            }),
        ],
    ] as const) {
        it(`are complete where Cilium closes the namespace by ${what}`, () => {
            const others = GUARDED.filter(({ type }) => !type.endsWith(":NetworkPolicy"));
            assert.deepEqual(found([...others, policy]), []);
        });
    }

    for (const [what, spec, namespace] of [
        ["selects some pods", { ...CLOSED_BY_CILIUM, endpointSelector: { matchLabels: { app: "web" } } }],
        ["has no rules", { endpointSelector: {} }],
        ["opens everything", { ...CLOSED_BY_CILIUM, ingress: [{ fromEntities: ["all"] }] }],
        ["switches the default off", { ...CLOSED_BY_CILIUM, enableDefaultDeny: { ingress: false, egress: true } }],
        ["is of another namespace", CLOSED_BY_CILIUM, "else"],
    ] as const) {
        it(`are missed where Cilium's policy ${what}`, () => {
            const others = GUARDED.filter(({ type }) => !type.endsWith(":NetworkPolicy"));
            const policy = object("cilium.io/v2", "CiliumNetworkPolicy", {
                metadata: { name: "closed", ...(namespace !== undefined && { namespace }) },
                spec,
            });
            assert.ok(found([...others, policy]).includes(AT_NAMESPACE));
        });
    }

    it("take the permission of Cilium to ask DNS beside a policy of Kubernetes that closes", () => {
        const others = without(GUARDED, "NetworkPolicy allow-dns");
        const allow = cilium("CiliumNetworkPolicy", { endpointSelector: {}, egress: [DNS_BY_CILIUM] });
        assert.deepEqual(found([...others, allow]), []);
        const to54 = { ...DNS_BY_CILIUM, toPorts: [{ ports: [{ port: "54", protocol: "ANY" }] }] };
        assert.deepEqual(found([...others, cilium("CiliumNetworkPolicy", { endpointSelector: {}, egress: [to54] })]), [
            AT_NAMESPACE,
        ]);
    });

    it("are left open beside policies that are not read, and where Kyverno generates what is missing", () => {
        const others = GUARDED.filter(({ type }) => !type.endsWith(":NetworkPolicy"));
        const admin = object("policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy", {});
        const verdict = judgeStack(RULE, [...others, admin]);
        assert.deepEqual([verdict.found, verdict.open], [[], [AT_NAMESPACE]]);
        const generate = (kind: string) =>
            object("kyverno.io/v1", "ClusterPolicy", { spec: { rules: [{ generate: { kind } }] } });
        assert.deepEqual(found([...others, generate("NetworkPolicy")]), []);
        assert.notDeepEqual(found([...others, generate("ResourceQuota")]), []);
    });

    it("are undone by a policy that opens everything, whatever else closes it", () => {
        const opened = [...GUARDED, networkPolicy("all", { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] })];
        assert.deepEqual(found(opened), ["NetworkPolicy shop/all spec.ingress[0]"]);
    });

    const halves = [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }];
    for (const [what, direction, peers] of [
        ["every namespace", "ingress", [{ namespaceSelector: {} }]],
        ["every pod", "egress", [{ namespaceSelector: {}, podSelector: {} }]],
        ["every IPv4 address", "egress", [{ ipBlock: { cidr: "0.0.0.0/0" } }]],
        ["every IPv6 address", "ingress", [{ ipBlock: { cidr: "::/0", except: [] } }]],
        ["every address by halves", "egress", halves],
        ["every pod beside others", "ingress", [{ podSelector: {} }, { namespaceSelector: {} }]],
    ] as const) {
        const rule = { [direction === "ingress" ? "from" : "to"]: peers };
        const all = (rules: readonly object[]) =>
            networkPolicy("all", { podSelector: {}, policyTypes: ["Ingress", "Egress"], [direction]: rules });
        it(`are undone by a rule that opens ${direction} for ${what} on all ports`, () => {
            assert.deepEqual(found([...GUARDED, all([rule])]), [`NetworkPolicy shop/all spec.${direction}[0]`]);
            assert.deepEqual(found([...GUARDED, all([{ ...rule, ports: [{ port: 443 }] }])]), []);
            const unguarded = GUARDED.filter(({ type }) => !type.endsWith(":NetworkPolicy"));
            assert(found([...unguarded, all([rule])]).includes(AT_NAMESPACE));
        });
    }

    it("are not undone by rules for some peers", () => {
        for (const to of [
            [{ podSelector: {} }],
            [{ namespaceSelector: {}, podSelector: { matchLabels: { app: "web" } } }],
            [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }],
            halves.slice(1),
        ]) {
            const some = networkPolicy("some", { podSelector: {}, policyTypes: ["Egress"], egress: [{ to }] });
            assert.deepEqual(found([...GUARDED, some]), []);
        }
    });

    it("may be Calico's, where they certainly close the namespace", () => {
        const rest = without(GUARDED, "NetworkPolicy default-deny");
        const types = ["Ingress", "Egress"];
        assert.deepEqual(found([...rest, calico("GlobalNetworkPolicy", { selector: "all()", types })]), []);
        assert.deepEqual(found([...rest, calico("NetworkPolicy", { types })]), []);
        assert.notDeepEqual(found([...rest, calico("NetworkPolicy", { types, ingress: [{ action: "Allow" }] })]), []);
        const verdict = (spec: object) =>
            judgeStack(RULE, [...rest, calico("GlobalNetworkPolicy", { types, ...spec })]);
        for (const namespaceSelector of [
            'projectcalico.org/name == "shop"',
            "projectcalico.org/name in {'shop', 'else'}",
            'has(projectcalico.org/name) && projectcalico.org/name not in {"kube-system"}',
        ]) {
            assert.deepEqual(verdict({ namespaceSelector }), { found: [], open: [], messages: [] });
        }
        for (const namespaceSelector of [
            'projectcalico.org/name == "else"',
            'projectcalico.org/name not in {"shop"}',
        ]) {
            assert.notDeepEqual(verdict({ namespaceSelector }).found, []);
        }
        assert.notDeepEqual(verdict({ selector: "has(x)" }).found, []);
        const other = verdict({ namespaceSelector: "has(team)" });
        assert.deepEqual([other.found, other.open], [[], [AT_NAMESPACE]]);
    });

    it("stay open where a value is unknown, and are found elsewhere all the same", () => {
        const unknown = editIn(GUARDED, "NetworkPolicy default-deny", "spec.policyTypes", UNKNOWN);
        assert.deepEqual(judgeStack(RULE, unknown).found, []);
        assert.notDeepEqual(judgeStack(RULE, unknown).open, []);
        assert.deepEqual(found(without(unknown, "ResourceQuota quota")), [AT_NAMESPACE]);
        const nowhere = judgeStack(RULE, editIn(GUARDED, "ResourceQuota quota", "metadata.namespace", UNKNOWN));
        assert.deepEqual([nowhere.found, nowhere.open], [[], [AT_NAMESPACE]]);
    });

    it("may come from a chart that cannot be opened", () => {
        const verdict = judgeStack(RULE, [...without(GUARDED, "ResourceQuota quota"), closedRelease("shop")]);
        assert.deepEqual([verdict.found, verdict.open], [[], [AT_NAMESPACE]]);
    });

    it("are found wanting beside a closed chart where nothing that it makes is a cure", () => {
        const open = networkPolicy("open", { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] });
        assert.deepEqual(found([...GUARDED, open, closedRelease("shop")]), ["NetworkPolicy shop/open spec.ingress[0]"]);
    });

    it("are left open where the only pods may be those of a closed chart", () => {
        const guards = GUARDED.filter(({ type }) => !/Deployment|StatefulSet/.test(type));
        assert.deepEqual(judgeStack(RULE, [...guards, closedRelease("shop")]).open, []);
        const { found: none, open } = judgeStack(RULE, [namespace(), closedRelease("shop")]);
        assert.deepEqual([none, open], [[], [AT_NAMESPACE]]);
        assert.deepEqual(judgeStack(RULE, [namespace(), closedRelease("else")]).open, []);
    });

    it("are missed beside a custom resource, which makes none of them, and beside the chart of another namespace", () => {
        const custom = object("acid.zalan.do/v1", "postgresql", { metadata: { name: "db" } });
        const monitor = object("monitoring.coreos.com/v1", "Prometheus", { metadata: { name: "metrics" } });
        for (const other of [custom, monitor, closedRelease("else")]) {
            assert.deepEqual(found([...without(GUARDED, "ResourceQuota quota"), other]), [AT_NAMESPACE]);
            assert.deepEqual(found([...without(GUARDED, "NetworkPolicy default-deny"), other]), [AT_NAMESPACE]);
        }
    });

    it("are not missed because any one value is unknown", () => assertUnknownsFindNothing(RULE, GUARDED));

    it("are not asked of namespaces of the system, of other stacks, and without pods", () => {
        const bare = [workload("Deployment", "web")];
        assert.deepEqual(found(bare), []);
        assert.deepEqual(found([namespace("empty", {})]), []);
        const system = [namespace("kube-system", {}), workload("Deployment", "web", {}, {}, "kube-system")];
        assert.deepEqual(found(system), []);
        assert.equal(judgeStack(RULE, system, { systemNamespaces: [] }).found.length, 3);
    });
});
