import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { object } from "../support/resources";
import {
    app,
    assertUnknownsFindNothing,
    assertWrongTypesAreSurvived,
    closedRelease,
    editIn,
    judgeStack,
    namespace,
    networkPolicy,
    statefulSet,
    without,
    workload,
} from "./support";

const RULE = "stateful-reachability";
const CLOSED = [
    namespace(),
    statefulSet("db"),
    workload("Deployment", "web"),
    workload("Deployment", "other"),
    networkPolicy("default-deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
    networkPolicy("db", {
        ...app("db"),
        policyTypes: ["Ingress"],
        ingress: [{ from: [app("web")], ports: [{ port: 8080 }] }],
    }),
    networkPolicy("web", {
        ...app("web"),
        policyTypes: ["Egress"],
        egress: [{ to: [app("db")], ports: [{ port: 8080 }] }],
    }),
];
const RULE_OF_DB = "NetworkPolicy shop/db spec.ingress[0]";
const LABELS = "StatefulSet shop/db spec.template.metadata.labels";

describe("Reaching a stateful service", () => {
    const verdict = (resources: typeof CLOSED | ReturnType<typeof editIn>) => judgeStack(RULE, resources);
    const found = (path: string, value: unknown) => verdict(editIn(CLOSED, "NetworkPolicy db", path, value)).found;

    it("is left to the pods that declare it", () => {
        assert.deepEqual(verdict(CLOSED), { found: [], open: [], messages: [] });
    });

    it("is found open where no policy closes the pods", () => {
        const open = without(without(CLOSED, "NetworkPolicy default-deny"), "NetworkPolicy db");
        assert.deepEqual(verdict(open).found, [LABELS]);
        const custom = object("acid.zalan.do/v1", "postgresql", { metadata: { name: "db" } });
        assert.deepEqual(verdict([...open, custom]).found, [LABELS]);
        assert.deepEqual(verdict(without(CLOSED, "NetworkPolicy db")).found, []);
    });

    for (const [what, path, value, at] of [
        ["without peers", "spec.ingress[0].from", undefined, `${RULE_OF_DB}.from`],
        ["with an empty list of peers", "spec.ingress[0].from", [], `${RULE_OF_DB}.from`],
        ["for all namespaces", "spec.ingress[0].from[0]", { namespaceSelector: {} }, `${RULE_OF_DB}.from[0]`],
        [
            "for all pods of all namespaces",
            "spec.ingress[0].from[1]",
            { namespaceSelector: {}, podSelector: {} },
            `${RULE_OF_DB}.from[1]`,
        ],
        [
            "for all IPv4 addresses",
            "spec.ingress[0].from[0]",
            { ipBlock: { cidr: "0.0.0.0/0" } },
            `${RULE_OF_DB}.from[0].ipBlock.cidr`,
        ],
        [
            "for all IPv6 addresses",
            "spec.ingress[0].from[0]",
            { ipBlock: { cidr: "0::/0" } },
            `${RULE_OF_DB}.from[0].ipBlock.cidr`,
        ],
        [
            "for all addresses by halves",
            "spec.ingress[0].from",
            [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }],
            `${RULE_OF_DB}.from`,
        ],
    ] as const) {
        it(`is found open by a rule ${what}`, () => {
            assert.deepEqual(found(path, value), [at]);
        });
    }

    it("is asked where the pods keep data alone", () => {
        const set = (spec: object, pod: object = {}) => [
            namespace(),
            workload("StatefulSet", "db", { ...spec }, { ...pod }),
        ];
        const volume = (source: object) => ({ volumes: [{ name: "data", ...source }] });
        assert.deepEqual(verdict(set({})), { found: [], open: [], messages: [] });
        assert.deepEqual(verdict(set({}, volume({ emptyDir: {} }))).found, []);
        assert.deepEqual(verdict(set({ volumeClaimTemplates: [] })).found, []);
        assert.deepEqual(verdict(set({ volumeClaimTemplates: [{ metadata: { name: "data" } }] })).found, [LABELS]);
        assert.deepEqual(verdict(set({}, volume({ persistentVolumeClaim: { claimName: "data" } }))).found, [LABELS]);
        for (const [spec, pod, at] of [
            [{ volumeClaimTemplates: UNKNOWN }, {}, "spec.volumeClaimTemplates"],
            [{}, { volumes: UNKNOWN }, "spec.template.spec.volumes"],
            [{}, { volumes: [UNKNOWN] }, "spec.template.spec.volumes"],
        ] as const) {
            const { found: none, open } = verdict(set(spec, pod));
            assert.deepEqual([none, open], [[], [`StatefulSet shop/db ${at}`]]);
        }
    });

    it("adds the rules of all policies up", () => {
        const opened = [...CLOSED, networkPolicy("all", { podSelector: {}, ingress: [{}] })];
        assert.deepEqual(verdict(opened).found, ["NetworkPolicy shop/all spec.ingress[0].from"]);
    });

    it("is refused at the client's end, too, so that a peer too many lets nobody in", () => {
        assert.deepEqual(found("spec.ingress[0].from[1]", app("other")), []);
        assert.deepEqual(found("spec.ingress[0].from[0]", { podSelector: {} }), []);
    });

    it("is found where a client gets through by a rule that does not name the service", () => {
        for (const egress of [
            [{}],
            [{ to: [{ podSelector: {} }] }],
            [{ to: [{ namespaceSelector: {} }] }],
            [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }] }],
            [{ to: [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }] }],
            [{ to: [{ podSelector: { matchExpressions: [{ key: "x", operator: "DoesNotExist" }] } }] }],
        ]) {
            const broad = [...CLOSED, networkPolicy("broad", { podSelector: {}, policyTypes: ["Egress"], egress })];
            assert.deepEqual(verdict(broad).found, []);
            const admitted = editIn(broad, "NetworkPolicy db", "spec.ingress[0].from[1]", app("other"));
            assert.deepEqual(verdict(admitted).found, [`${RULE_OF_DB}.from[1]`]);
            assert.match(verdict(admitted).messages.join(), /Deployment shop\/other/);
        }
    });

    it("is not found where the broad rule leaves out private addresses or the service's ports", () => {
        for (const egress of [
            [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] }],
            [{ ports: [{ port: 443 }] }],
            [{ ports: [{ port: 8080, protocol: "UDP" }] }],
        ]) {
            const broad = [...CLOSED, networkPolicy("broad", { podSelector: {}, policyTypes: ["Egress"], egress })];
            const admitted = editIn(broad, "NetworkPolicy db", "spec.ingress[0].from[1]", app("other"));
            assert.deepEqual(verdict(admitted).found, []);
        }
    });

    it("takes the label that the service names for a declaration where nothing limits the client", () => {
        const free = without(without(CLOSED, "NetworkPolicy default-deny"), "NetworkPolicy web");
        assert.deepEqual(verdict(free).found, []);
        const whole = editIn(free, "NetworkPolicy db", "spec.ingress[0].from[0]", { podSelector: {} });
        assert.deepEqual(verdict(whole).found, [`${RULE_OF_DB}.from[0]`]);
        const by = (expression: object) =>
            editIn(free, "NetworkPolicy db", "spec.ingress[0].from[0]", {
                podSelector: { matchExpressions: [expression] },
            });
        assert.deepEqual(verdict(by({ key: "x", operator: "DoesNotExist" })).found, [`${RULE_OF_DB}.from[0]`]);
        const notIn = { key: "app", operator: "NotIn", values: ["x"] };
        assert.deepEqual(verdict(by(notIn)).found, [`${RULE_OF_DB}.from[0]`]);
        assert.deepEqual(verdict(by({ key: "app", operator: "Exists" })).found, []);
        assert.deepEqual(verdict(by({ key: "app", operator: "In", values: ["web"] })).found, []);
    });

    it("passes rules for ports on which the pods do not listen", () => {
        const webhooks = networkPolicy("hooks", { podSelector: {}, ingress: [{ ports: [{ port: 9443 }] }] });
        assert.deepEqual(verdict([...CLOSED, webhooks]).found, []);
        const named = networkPolicy("hooks", { podSelector: {}, ingress: [{ ports: [{ port: "http" }] }] });
        assert.deepEqual(verdict([...CLOSED, named]).found, ["NetworkPolicy shop/hooks spec.ingress[0].from"]);
    });

    it("is not opened to clients in the host's network, which no selector selects", () => {
        const agent = (pod: object) => [
            namespace(),
            statefulSet("db"),
            workload("DaemonSet", "agent", {}, { ...pod }),
            networkPolicy("db", { ...app("db"), ingress: [{ from: [{ podSelector: {} }] }] }),
        ];
        assert.deepEqual(verdict(agent({})).found, ["NetworkPolicy shop/db spec.ingress[0].from[0]"]);
        assert.deepEqual(verdict(agent({ hostNetwork: true })).found, []);
        const unknown = verdict(agent({ hostNetwork: UNKNOWN }));
        assert.deepEqual(unknown.found, []);
        assert.notDeepEqual(unknown.open, []);
    });

    it("follows namespaces by their labels", () => {
        const foreign = [...CLOSED, namespace("team", { team: "a" }), workload("Deployment", "spy", {}, {}, "team")];
        const peer = (labels: object) => ({ namespaceSelector: { matchLabels: labels } });
        const admit = (labels: object) => editIn(foreign, "NetworkPolicy db", "spec.ingress[0].from[0]", peer(labels));
        assert.deepEqual(verdict(admit({ team: "a" })).found, [`${RULE_OF_DB}.from[0]`]);
        assert.deepEqual(verdict(admit({ "kubernetes.io/metadata.name": "team" })).found, [`${RULE_OF_DB}.from[0]`]);
        assert.deepEqual(verdict(admit({ team: "b" })).found, []);
    });

    it("stays open where a value is unknown", () => {
        const cases: readonly (readonly [string, string, unknown])[] = [
            ["NetworkPolicy db", "spec.ingress[0].from", UNKNOWN],
            ["NetworkPolicy db", "spec.ingress[0].from[0]", UNKNOWN],
            ["NetworkPolicy db", "spec.podSelector", UNKNOWN],
            ["Deployment other", "spec.template.metadata.labels", UNKNOWN],
        ];
        for (const [which, path, value] of cases) {
            const { found: none, open } = verdict(editIn(CLOSED, which, path, value));
            assert.deepEqual(none, [], path);
            if (which !== "Deployment other") {
                assert.notDeepEqual(open, [], path);
            }
        }
        const unisolated = without(without(CLOSED, "NetworkPolicy default-deny"), "NetworkPolicy db");
        const maybe = [...unisolated, networkPolicy("db", { podSelector: UNKNOWN })];
        assert.deepEqual([verdict(maybe).found, verdict(maybe).open], [[], [LABELS]]);
        const chart = verdict([...unisolated, closedRelease("shop")]);
        assert.deepEqual([chart.found, chart.open], [[], [LABELS]]);
    });

    it("is judged in manifests of wrong types, too", () => assertWrongTypesAreSurvived(CLOSED));

    it("stays open where a rule is for a name that a port may have", () => {
        const named = editIn(CLOSED, "NetworkPolicy db", "spec.ingress[0]", { ports: [{ port: "sql" }] });
        const path = "spec.template.spec.containers[0].ports";
        const port = { containerPort: 8080, protocol: "TCP" };
        assert.deepEqual(verdict(editIn(named, "StatefulSet db", path, [{ ...port, name: "sql" }])).found, [
            `${RULE_OF_DB}.from`,
        ]);
        assert.deepEqual(verdict(editIn(named, "StatefulSet db", path, [{ ...port, name: "other" }])).open, []);
        const { found: none, open } = verdict(editIn(named, "StatefulSet db", path, [{ ...port, name: UNKNOWN }]));
        assert.deepEqual(none, []);
        assert.notDeepEqual(open, []);
    });

    it("is not found open because any one value is unknown", () => assertUnknownsFindNothing(RULE, CLOSED));

    it("is not asked of pods in the host's network, nor of a namespace and policies of another stack", () => {
        assert.deepEqual(verdict([statefulSet("db")]).found, []);
        const host = [namespace(), statefulSet("db", {}, { hostNetwork: true })];
        assert.deepEqual([verdict(host).found, verdict(host).open], [[], []]);
        const maybe = verdict([namespace(), statefulSet("db", {}, { hostNetwork: UNKNOWN })]);
        assert.deepEqual([maybe.found, maybe.open], [[], ["StatefulSet shop/db spec.template.spec.hostNetwork"]]);
    });
});
