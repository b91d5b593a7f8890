import assert from "node:assert/strict";
import { judgeAll } from "../../policies/judging/judge-all";
import type { Judged } from "../../policies/judging/judged";
import type { RawResource } from "../../policies/model/resource";
import { type Data, edit } from "./support/edit";
import { object } from "./support/resources";
import { compliantPod, workload } from "./support/workloads";

const CONTAINER = "spec.containers[0]";
const of = (type: string, pod: Data, namespace = "shop") =>
    edit(
        workload({ type: `kubernetes:${type}`, prefix: "spec.template." }, pod),
        "props.metadata.namespace",
        namespace,
    );
const daemonSet = (pod: Data, namespace?: string) => of("apps/v1:DaemonSet", pod, namespace);
const deployment = (pod: Data, namespace?: string) => of("apps/v1:Deployment", pod, namespace);
const withEdits = (...edits: readonly (readonly [path: string, value: unknown])[]): Data =>
    edits.reduce((pod, [path, value]) => edit(pod, path, value), compliantPod);
/** What prod says of resources, without relations. */
async function judged(...raws: readonly RawResource[]): Promise<readonly Judged[]> {
    const found = await judgeAll(raws, { config: { all: "mandatory", "undetermined-relation": "disabled" } });
    return found.filter(
        ({ rule }) => !["namespace-guardrails", "disruption-budget", "dangling-reference"].includes(rule.id),
    );
}
const shown = (found: readonly Judged[]) => found.map(({ rule, level }) => `${level} ${rule.id}`).sort();
const mandatory = (found: readonly Judged[]) => found.filter(({ level }) => level === "mandatory");

const PRIVILEGED = [
    [`${CONTAINER}.securityContext`, { privileged: true, runAsUser: 0, readOnlyRootFilesystem: true }],
    ["spec.hostNetwork", true],
    ["spec.volumes", [{ name: "plugins", hostPath: { path: "/opt/cni/bin" } }]],
    ["spec.terminationGracePeriodSeconds", 0],
    ["spec.tolerations", [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists" }]],
] as const;

describe("What an agent of nodes does on purpose", () => {
    const agent = withEdits(...PRIVILEGED);

    it("is advice in a DaemonSet, and a breach in a Deployment", async () => {
        const found = await judged(daemonSet(agent));
        assert.deepEqual(shown(mandatory(found)), []);
        assert.ok(found.length > 5, shown(found).join());
        const others = await judged(deployment(agent));
        assert.deepEqual(new Set(others.map(({ rule }) => rule.id)), new Set(found.map(({ rule }) => rule.id)));
        assert.deepEqual(shown(others.filter(({ level }) => level === "advisory")), []);
    });

    for (const [what, field, value] of [
        ["its network", "hostNetwork", true],
        ["its processes", "hostPID", true],
        ["its priority", "priorityClassName", "system-node-critical"],
        ["what the kernel shows of the node", "volumes", [{ name: "a", hostPath: { path: "//proc" } }]],
        ["the logs of all pods", "volumes", [{ name: "a", hostPath: { path: "/var/log/pods" } }]],
        [
            "a folder of the kubelet's plugins",
            "volumes",
            [{ name: "a", hostPath: { path: "/var/lib/kubelet/plugins" } }],
        ],
    ] as const) {
        it(`shows in ${what}`, async () => {
            const root = edit(withEdits([`${CONTAINER}.securityContext.runAsUser`, 0]), `spec.${field}`, value);
            const found = await judged(daemonSet(root));
            assert.deepEqual(shown(mandatory(found)), []);
            assert.ok(found.some(({ rule }) => rule.id === "psa-runAsUser"));
        });
    }

    it("is a breach in a DaemonSet that shows nothing of the kind", async () => {
        const found = await judged(daemonSet(withEdits([`${CONTAINER}.securityContext.runAsUser`, 0])));
        assert.deepEqual(shown(found), ["mandatory psa-runAsUser"]);
    });

    it("is advice in a system namespace for every DaemonSet, and for what has the priority of the system", async () => {
        const root = withEdits([`${CONTAINER}.securityContext.runAsUser`, 0]);
        const critical = edit(root, "spec.priorityClassName", "system-cluster-critical");
        assert.deepEqual(shown(await judged(daemonSet(root, "kube-system"))), ["advisory psa-runAsUser"]);
        assert.deepEqual(shown(await judged(deployment(critical, "kube-system"))), ["advisory psa-runAsUser"]);
        assert.deepEqual(shown(await judged(deployment(root, "kube-system"))), ["mandatory psa-runAsUser"]);
    });

    it("is advice in the pods of such a DaemonSet, as a cluster shows them", async () => {
        const pod = workload({ type: "kubernetes:core/v1:Pod", prefix: "" }, withEdits(...PRIVILEGED));
        const owned = edit(pod, "props.metadata.ownerReferences", [{ kind: "DaemonSet", name: "agent" }]);
        assert.deepEqual(shown(mandatory(await judged(owned))), []);
        assert.notDeepEqual(shown(mandatory(await judged(pod))), []);
    });

    it("is a breach where the namespace enforces a level, because the API server refuses it", async () => {
        const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
        const namespace = object("v1", "Namespace", { metadata: { name: "shop", namespace: undefined, labels } });
        const found = mandatory(await judged(namespace, daemonSet(withEdits(["spec.hostNetwork", true]))));
        assert.deepEqual(shown(found), ["mandatory psa-hostNamespaces"]);
    });

    it("is no excuse for what has no purpose there", async () => {
        const unpinned = withEdits(["spec.hostNetwork", true], [`${CONTAINER}.image`, "nginx"]);
        const found = mandatory(await judged(daemonSet(unpinned)));
        assert.deepEqual(shown(found), ["mandatory image-digest", "mandatory image-pinned"]);
    });
});

describe("A toleration of the control plane's taints", () => {
    const tolerations = ["control-plane", "master"].map((name) => ({ key: `node-role.kubernetes.io/${name}` }));
    const tolerant = withEdits(["spec.tolerations", tolerations]);

    it("is one finding for both names of the taint, and advice in a system namespace", async () => {
        assert.deepEqual(shown(await judged(deployment(tolerant))), ["mandatory control-plane-placement"]);
        for (const namespace of ["kube-system", "calico-system"]) {
            const found = shown(await judged(deployment(tolerant, namespace)));
            assert.deepEqual(found, ["advisory control-plane-placement"], namespace);
        }
    });

    it("is no excuse for a selector of its nodes", async () => {
        const placed = edit(tolerant, "spec.nodeSelector", { "node-role.kubernetes.io/control-plane": "" });
        const found = mandatory(await judged(deployment(placed, "kube-system")));
        assert.deepEqual(shown(found), ["mandatory control-plane-placement"]);
    });
});

describe("A role", () => {
    const role = (rule: Data) =>
        object("rbac.authorization.k8s.io/v1", "ClusterRole", {
            metadata: { name: "webhook", namespace: undefined },
            rules: [rule],
        });

    it("changes the webhook configuration of its controller by advice, and any of them by a breach", async () => {
        const rule = {
            apiGroups: ["admissionregistration.k8s.io"],
            resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
            verbs: ["update", "patch"],
        };
        const named = await judged(role({ ...rule, resourceNames: ["webhook.pipeline.tekton.dev"] }));
        assert.deepEqual(shown(named), ["advisory rbac-escalation"]);
        assert.deepEqual(shown(await judged(role(rule))), ["mandatory rbac-escalation"]);
    });

    it("has one finding for all wildcards of a rule", async () => {
        const found = await judged(role({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }));
        assert.equal(found.filter(({ rule }) => rule.id === "rbac-wildcard").length, 1);
    });
});

describe("A volume", () => {
    const mounting = (path: string, ...mounts: readonly object[]) =>
        withEdits(["spec.volumes", [{ name: "host", hostPath: { path } }]], [`${CONTAINER}.volumeMounts`, mounts]);

    it("has one finding, of the rule that weighs most", async () => {
        const mounts = [
            { name: "host", mountPath: "/a" },
            { name: "host", mountPath: "/b" },
        ];
        for (const [path, rule] of [
            ["/var/run/docker.sock", "container-runtime-socket"],
            ["/etc", "host-path-sensitive"],
            ["/srv", "psa-hostPathVolumes"],
        ] as const) {
            assert.deepEqual(shown(await judged(deployment(mounting(path, ...mounts)))), [`mandatory ${rule}`], path);
        }
    });

    it("has the finding that stops the update rather than advice that weighs more", async () => {
        const config = { all: "disabled", "host-path-sensitive": "advisory", "psa-restrictedVolumes": "mandatory" };
        const found = await judgeAll([deployment(mounting("/etc"))], { config });
        assert.deepEqual(shown(found), ["mandatory psa-restrictedVolumes"]);
    });

    it("does not hide another volume", async () => {
        const volumes = ["/etc", "/root"].map((path, index) => ({ name: `v${index}`, hostPath: { path } }));
        const found = await judged(deployment(withEdits(["spec.volumes", volumes])));
        assert.deepEqual(shown(found), ["mandatory host-path-sensitive", "mandatory host-path-sensitive"]);
    });
});

describe("A Gateway that speaks HTTP", () => {
    it("has one finding, however many listeners it has", async () => {
        const listeners = ["a", "b"].map((name) => ({
            name,
            port: 80,
            protocol: "HTTP",
            hostname: `${name}.example.com`,
        }));
        const gateway = object("gateway.networking.k8s.io/v1", "Gateway", { spec: { listeners } });
        const [found, ...others] = await judged(gateway);
        assert.deepEqual([found?.rule.id, found?.path, others], ["gateway-tls", "spec.listeners[0].protocol", []]);
    });
});

describe("A Gateway that speaks HTTP alone", () => {
    const API = "gateway.networking.k8s.io/v1";
    const gateway = (spec: Data = {}) =>
        object(API, "Gateway", { spec: { listeners: [{ name: "http", port: 80, protocol: "HTTP" }], ...spec } });
    const redirect = { type: "RequestRedirect", requestRedirect: { scheme: "https" } };
    const route = (name: string, rules: readonly Data[], parent: Data = { name: "web" }, kind = "HTTPRoute") =>
        object(API, kind, { metadata: { name }, spec: { parentRefs: [parent], rules } });
    const REDIRECTS = [{ filters: [redirect] }];
    const verdict = async (...raws: readonly RawResource[]) =>
        shown((await judged(...raws)).filter(({ rule }) => rule.id === "gateway-tls"));
    const REFUSED = ["mandatory gateway-tls"];

    it("may have its TLS in a ListenerSet where it lets any in", async () => {
        for (const from of ["All", "Same", "Selector"]) {
            assert.deepEqual(await verdict(gateway({ allowedListeners: { namespaces: { from } } })), [
                "advisory gateway-tls",
            ]);
        }
        assert.deepEqual(await verdict(gateway({ allowedListeners: { namespaces: { from: "None" } } })), REFUSED);
    });

    it("is fine where all of its routes do nothing but redirect to HTTPS", async () => {
        assert.deepEqual(await verdict(gateway(), route("a", REDIRECTS), route("b", REDIRECTS)), []);
        const elsewhere = route("a", REDIRECTS, { name: "web", namespace: "shop" });
        assert.deepEqual(await verdict(gateway(), edit(elsewhere, "props.metadata.namespace", "other")), []);
    });

    it("is found where one of its routes serves, or those that redirect are of another Gateway", async () => {
        const serving = [{ backendRefs: [{ name: "web", port: 80 }] }];
        const plain = { type: "RequestRedirect", requestRedirect: { hostname: "www.example.com" } };
        for (const others of [
            [route("a", REDIRECTS), route("b", serving)],
            [route("a", REDIRECTS), route("b", serving, { name: "web" }, "GRPCRoute")],
            [route("a", [...REDIRECTS, ...serving])],
            [route("a", [{ filters: [plain] }])],
            [route("a", REDIRECTS, { name: "other" })],
            [route("a", REDIRECTS, { name: "web", kind: "ListenerSet" })],
            [route("a", [])],
        ]) {
            assert.deepEqual(await verdict(gateway(), ...others), REFUSED);
        }
    });

    it("is fine where none but the cluster reaches the proxy that Envoy Gateway makes for it", async () => {
        const of = gateway({ infrastructure: { parametersRef: { kind: "EnvoyProxy", name: "web" } } });
        const proxy = (type: string, namespace = "shop") =>
            object("gateway.envoyproxy.io/v1alpha1", "EnvoyProxy", {
                metadata: { namespace },
                spec: { provider: { kubernetes: { envoyService: { type } } } },
            });
        assert.deepEqual(await verdict(of, proxy("ClusterIP")), []);
        for (const other of [proxy("LoadBalancer"), proxy("ClusterIP", "other")]) {
            assert.deepEqual(await verdict(of, other), REFUSED);
        }
        assert.deepEqual(await verdict(gateway(), proxy("ClusterIP")), REFUSED);
    });
});

describe("A Role that everybody with an account is bound to", () => {
    const RBAC = "rbac.authorization.k8s.io";
    const binding = (name: string, kind = "RoleBinding", roleKind = "Role") =>
        object(`${RBAC}/v1`, kind, {
            roleRef: { apiGroup: RBAC, kind: roleKind, name: "info" },
            subjects: [{ kind: "Group", apiGroup: RBAC, name }],
        });
    const role = (rule: Data, namespace = "shop") =>
        object(`${RBAC}/v1`, "Role", {
            metadata: { name: "info", namespace },
            rules: [
                { apiGroups: [""], resources: ["configmaps"], resourceNames: ["version"], verbs: ["get"], ...rule },
            ],
        });
    const verdict = async (...raws: readonly RawResource[]) =>
        shown((await judged(...raws)).filter(({ rule }) => rule.id === "rbac-admin-binding"));
    const REFUSED = ["mandatory rbac-admin-binding"];

    it("is advice where it reads ConfigMaps by their names alone", async () => {
        for (const group of ["system:authenticated", "system:serviceaccounts"]) {
            assert.deepEqual(await verdict(binding(group), role({})), ["advisory rbac-admin-binding"]);
            const verbs = ["get", "list", "watch"];
            assert.deepEqual(await verdict(binding(group), role({ verbs })), ["advisory rbac-admin-binding"]);
        }
    });

    it("is found where it is not known, grants more, or strangers are bound to it", async () => {
        const open = binding("system:authenticated");
        for (const raws of [
            [open],
            [open, role({}, "other")],
            [open, role({ resourceNames: [] })],
            [open, role({ resourceNames: undefined })],
            [open, role({ resources: ["secrets"] })],
            [open, role({ resources: ["configmaps", "secrets"] })],
            [open, role({ verbs: ["get", "update"] })],
            [open, role({ apiGroups: ["*"] })],
            [open, role({}), role({ resources: ["secrets"] })],
            [binding("system:anonymous"), role({})],
            [binding("system:unauthenticated"), role({})],
            [binding("system:authenticated", "ClusterRoleBinding", "ClusterRole"), role({})],
            [binding("system:authenticated", "RoleBinding", "ClusterRole"), role({})],
        ]) {
            assert.deepEqual(await verdict(...raws), REFUSED);
        }
    });
});

describe("An amount that a tool writes later", () => {
    it("is advice, and one that is none a breach", async () => {
        for (const [amount, level] of [
            ["$(GPUS)", "advisory"],
            ["many", "mandatory"],
        ] as const) {
            const pod = withEdits([
                `${CONTAINER}.resources.requests`,
                { cpu: "1", memory: "1Mi", "example.com/gpu": amount },
            ]);
            const found = (await judged(deployment(pod))).filter(({ rule }) => rule.id === "resource-quantities");
            assert.deepEqual(shown(found), [`${level} resource-quantities`]);
        }
    });
});

describe("An image that a tool writes later", () => {
    for (const image of ["ko://example.com/shop/cmd/web", "$REGISTRY/web:$TAG", "$(IMAGE)", "auto"]) {
        it(`is advice: ${image} (case 225)`, async () => {
            const found = await judged(deployment(withEdits([`${CONTAINER}.image`, image])));
            const pinned = found.filter(({ rule }) => rule.id === "image-pinned");
            assert.deepEqual(shown(pinned), ["advisory image-pinned"]);
        });
    }
});

describe("An object that was read from a cluster", () => {
    const scheduled = (fields: Data) =>
        object("v1", "Pod", {
            ...fields,
            metadata: { labels: { app: "web" }, ...(fields.metadata as Data) },
            spec: { ...(compliantPod as { spec: Data }).spec, nodeName: "ip-10-0-0-1.eu-west-1.compute.internal" },
        });
    const ownerReferences = [{ kind: "ReplicaSet", name: "web", controller: true }];
    const uid = "6d2f4a4e-0000-4000-8000-000000000000";

    it("has the node that the scheduler gave it (case 214)", async () => {
        const running = scheduled({ metadata: { uid, ownerReferences }, status: { phase: "Running" } });
        assert.deepEqual(shown(await judged(running)), []);
    });

    it("is one with uid and status alone", async () => {
        for (const fields of [{}, { status: { phase: "Running" } }, { metadata: { uid } }]) {
            const metadata = { ownerReferences, ...(fields as { metadata?: Data }).metadata };
            const found = await judged(scheduled({ ...fields, metadata }));
            assert.deepEqual(shown(found), ["mandatory node-name"], JSON.stringify(fields));
        }
    });

    it("has a chosen node in the template of a workload all the same", async () => {
        const web = deployment(withEdits(["spec.nodeName", "node-1"]));
        const read = {
            ...web,
            props: { ...web.props, status: {}, metadata: { ...(web.props.metadata as Data), uid } },
        };
        assert.deepEqual(shown(await judged(read)), ["mandatory node-name"]);
    });

    it("is in the default namespace where Kubernetes puts it there", async () => {
        for (const [kind, name] of [
            ["Service", "kubernetes"],
            ["ConfigMap", "kube-root-ca.crt"],
            ["ServiceAccount", "default"],
        ]) {
            const made = object("v1", kind ?? "", { metadata: { name, namespace: "default" } });
            assert.deepEqual(shown(await judged(made)), [], kind);
            const other = edit(made, "props.metadata.name", "web");
            assert.deepEqual(shown(await judged(other)), ["mandatory default-namespace"], kind);
        }
    });

    it("tolerates as a pod what its DaemonSet tolerates", async () => {
        const pod = scheduled({
            metadata: { uid, ownerReferences: [{ kind: "DaemonSet", name: "agent" }] },
            status: {},
        });
        const tolerant = edit(pod, "props.spec.tolerations", [{ operator: "Exists" }]);
        assert.deepEqual(shown(await judged(tolerant)), []);
        const alone = edit(tolerant, "props.metadata.ownerReferences", ownerReferences);
        assert.deepEqual(shown(await judged(alone)), ["mandatory toleration-all"]);
    });

    it("goes away as a Job with the CronJob that made it", async () => {
        const job = object("batch/v1", "Job", { metadata: { uid }, spec: {}, status: {} });
        const owned = edit(job, "props.metadata.ownerReferences", [{ kind: "CronJob", name: "report" }]);
        const config = { all: "disabled", "job-lifetime": "mandatory" };
        assert.deepEqual(shown(await judgeAll([job], { config })), ["mandatory job-lifetime"]);
        assert.deepEqual(shown(await judgeAll([owned], { config })), []);
    });

    it("is no Endpoints that somebody wrote", async () => {
        const written = object("v1", "Endpoints", { subsets: [] });
        assert.deepEqual(shown(await judged(written)), ["mandatory deprecated-api"]);
        assert.deepEqual(shown(await judged(edit(written, "props.metadata.uid", uid))), []);
    });
});

describe("The token of a ServiceAccount", () => {
    const open = edit(compliantPod, "spec.automountServiceAccountToken", undefined);
    const account = (name: string, mounts: unknown, namespace = "shop") =>
        object("v1", "ServiceAccount", { metadata: { name, namespace }, automountServiceAccountToken: mounts });
    const found = async (pod: Data, ...accounts: readonly RawResource[]) =>
        shown(
            (await judged(deployment(pod), ...accounts)).filter(
                ({ rule }) => rule.id === "service-account-token-mount",
            ),
        );

    it("is not mounted where the account switches it off", async () => {
        assert.deepEqual(await found(open, account("web", false)), []);
    });

    it("is mounted where nothing does, or another account", async () => {
        const mounted = ["mandatory service-account-token-mount"];
        assert.deepEqual(await found(open), mounted);
        assert.deepEqual(await found(open, account("web", true)), mounted);
        assert.deepEqual(await found(open, account("api", false)), mounted);
        assert.deepEqual(await found(open, account("web", false, "other")), mounted);
    });

    it("is that of the account default where the pod names none, or an empty text", async () => {
        for (const name of [undefined, ""]) {
            const pod = edit(open, "spec.serviceAccountName", name);
            assert.deepEqual(await found(pod, account("default", false)), []);
        }
    });
});

describe("An Ingress of a group that listens to HTTP", () => {
    it("is advised, because another of the group may redirect", async () => {
        const annotations = {
            "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
            "alb.ingress.kubernetes.io/group.name": "shop",
        };
        const ingress = object("networking.k8s.io/v1", "Ingress", {
            metadata: { annotations },
            spec: { rules: [{ host: "shop.example.com" }] },
        });
        const redirects = (await judged(ingress)).filter(({ rule }) => rule.id === "ingress-https-only");
        assert.deepEqual(shown(redirects), ["advisory ingress-https-only"]);
    });
});
