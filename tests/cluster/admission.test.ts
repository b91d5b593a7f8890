import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { ADMISSION_CHECKS } from "../../policies/admission/rules";
import { settingsOf } from "../../policies/admission/settings";
import { evaluate, toSubject } from "../../policies/model/evaluate";
import { type RawResource, toResources } from "../../policies/model/resource";
import { AWS_CASES } from "../policies/cases/aws";
import { KUBERNETES_CASES } from "../policies/cases/kubernetes";
import { POD_CASES } from "../policies/cases/pods";
import { edit } from "../policies/support/edit";
import { TODAY } from "../policies/support/judge";
import type { RuleCase } from "../policies/support/rule-case";
import { compliantPod, WORKLOAD_KINDS, workload } from "../policies/support/workloads";
import { GuardedPlane } from "./guarded-plane";
import { eventually, usePlane } from "./plane";
import { completed } from "./valid-objects";

const CUSTOM_KINDS = [
    ["argoproj.io", "v1alpha1", "Rollout"],
    ["keda.sh", "v1alpha1", "ScaledJob"],
    ["serving.knative.dev", "v1", "Service"],
    ["gateway.networking.k8s.io", "v1", "Gateway"],
] as const;
const SERVED = [
    "v1",
    "apps/v1",
    "batch/v1",
    "networking.k8s.io/v1",
    "storage.k8s.io/v1",
    "rbac.authorization.k8s.io/v1",
];
const isServed = (apiVersion: unknown, kind: unknown) =>
    SERVED.includes(String(apiVersion)) ||
    CUSTOM_KINDS.some(([group, version, custom]) => apiVersion === `${group}/${version}` && kind === custom);
const RESOURCE_CASES = [...KUBERNETES_CASES, ...AWS_CASES].filter(({ resource: { props } }) =>
    isServed(props.apiVersion, props.kind),
);
const DEPLOYMENT = { type: "kubernetes:apps/v1:Deployment", prefix: "spec.template." };
const [POD] = WORKLOAD_KINDS;
assert(POD);
const IDS = ADMISSION_CHECKS.map(({ rule }) => rule.id);
/** The API server copies the deprecated field to serviceAccountName before it judges. */
const MENDED = "spec.serviceAccount";
/** All rules, each with the parameters of its first case that has any. */
const CONFIG = Object.fromEntries([
    ["all", "mandatory"] as const,
    ...[...POD_CASES, ...RESOURCE_CASES]
        .filter(({ config }) => config !== undefined)
        .map(({ rule, config }) => [rule, { enforcementLevel: "mandatory", ...config }] as const)
        .toReversed(),
]);

/** The rules that the pack sees broken, of those that the API server enforces. What is advice at every level it lets pass. */
function packFinds(resource: RawResource): readonly string[] {
    const subjects = toResources(resource).map((member) => toSubject(member));
    return ADMISSION_CHECKS.filter(({ rule }) => {
        const { config = {} } = settingsOf(rule, CONFIG) ?? {};
        return subjects.some((subject) =>
            evaluate(rule, subject, { config, today: TODAY }).findings.some(({ isAdvice }) => !isAdvice),
        );
    })
        .map(({ rule }) => rule.id)
        .sort();
}

/** Breaks the rule image-pinned. */
const moving = workload(DEPLOYMENT, edit(compliantPod, "spec.containers[0].image", "public.ecr.aws/shop/web:latest"));
const old = completed(edit(moving, "props.metadata.name", "old"), "");
/** Breaks every rule for a Service. */
const OLD_SERVICE = {
    metadata: { name: "old" },
    spec: { type: "NodePort", externalIPs: ["192.0.2.1"], ports: [{ port: 80 }] },
};
const OLD_ENDPOINTS = {
    metadata: { name: "old" },
    subsets: [{ addresses: [{ ip: "192.0.2.1" }], ports: [{ port: 5432 }] }],
};

const DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments";

interface Rollout {
    readonly metadata: { readonly generation: number };
    readonly spec: { readonly replicas: number };
    readonly status: {
        readonly observedGeneration: number;
        readonly replicas: number;
        readonly updatedReplicas: number;
    };
}

describe("The admission policies, on the real API server", function () {
    this.timeout(240_000);
    const plane = usePlane();
    let guard: GuardedPlane;

    before(async () => {
        guard = await GuardedPlane.connect(plane());
        for (const [group, version, kind] of CUSTOM_KINDS) {
            await plane().create(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                definition(group, version, kind),
            );
        }
        for (const name of ["shop", "agents"]) {
            const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
            await plane().create("/api/v1/namespaces", { metadata: { name, labels } });
            for (const account of ["web", "agent"]) {
                await plane().create(`/api/v1/namespaces/${name}/serviceaccounts`, { metadata: { name: account } });
            }
        }
        for (const name of ["shop", "shop-critical"]) {
            await plane().create("/apis/scheduling.k8s.io/v1/priorityclasses", { metadata: { name }, value: 1 });
        }
        // Older than the policies.
        await plane().create(DEPLOYMENTS, old.props);
        await plane().create("/api/v1/namespaces/shop/services", OLD_SERVICE);
        await plane().create("/api/v1/namespaces/shop/endpoints", OLD_ENDPOINTS);
        await guard.install(CONFIG, ["agents"]);
    });

    it("pass the API server's own check of types", async () => {
        assert.deepEqual(await guard.typeWarnings(), []);
    });

    it("read images as the pack does", async () => {
        const images = [
            ...["web", "web:1", "shop/web:1", "docker.io/web:1", "index.docker.io/shop/web:1", "registry:1/shop/web:1"],
            ...["localhost/web:1", "PUBLIC.ecr.aws/shop/web:1", "public.ecr.aws/shop:1", "public.ecr.aws/shop/a/b:v1"],
            ...["public.ecr.aws/Shop/web:1", "foo.bar_baz/web:1", "web:1@sha256:abc", "public.ecr.aws/shopping/web:1"],
            ...["[::1]:5000/shop/web:1", "web::1", "/web:1", "web:1/", "my-index.docker.io/web:1", "web:LATEST"],
            ...["1.dkr.ecr.eu-west-1.amazonaws.com/a:1", "x/1.dkr.ecr.eu-west-1.amazonaws.com/a:1"],
            `public.ecr.aws:443/shop/web:1@sha256:${"a".repeat(64)}`,
        ];
        await Promise.all(
            images.map((image) => {
                const pod = edit(compliantPod, "spec.containers[0].image", image);
                return agree(image, completed(workload(DEPLOYMENT, pod), ""));
            }),
        );
    });

    it("read secrets as the pack does", async () => {
        const token = "a".repeat(40);
        const values = [
            ...[
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----",
                "ASIAIOSFODNN7EXAMPLE",
                "AKIA",
                " gh ",
                "https://",
            ],
            ...[
                `ghs_${token}`,
                `github_pat_${token}`,
                `xoxb-${token}`,
                `eyJ${token}.eyJ${token}.${token}`,
                `x://${token}`,
            ],
            ...[
                "amqp://shop:hunter2@mq",
                "HTTPS://shop:hunter2@db",
                "https://shop:$PASSWORD@db",
                "  ghp_short",
                "highxoxo",
                `glpat-${token}`,
                `https://hooks.slack.com/services/T0/B0/${token}`,
                "Server=db;Password=hunter2;",
                "Authorization=Bearer Zk3pQ9vLw2Xr7Tn5",
                "postgres://USER:PASSWORD@db",
            ],
        ];
        await Promise.all(
            values.map((value) => {
                const pod = edit(compliantPod, "spec.containers[0].env", [{ name: "ANY", value }]);
                return agree(value, completed(workload(DEPLOYMENT, pod), ""));
            }),
        );
    });

    it("find a variable that is defined twice among those that end alike", async () => {
        for (const names of [
            ["SHOP_DATABASE_NAME", "CART_DATABASE_NAME"],
            ["SHOP_DATABASE_NAME", "CART_DATABASE_NAME", "SHOP_DATABASE_NAME"],
            ["A", "B", "A"],
            ["ABASE_NAME", "DATABASE_NAME"],
        ]) {
            const env = names.map((name) => ({ name, value: "x" }));
            const pod = edit(compliantPod, "spec.containers[0].env", env);
            await agree(names.join(), completed(workload(DEPLOYMENT, pod), ""));
        }
    });

    it("let an update through that leaves alone what a rule reads, and refuse a new breach", async () => {
        const path = `${DEPLOYMENTS}/old`;
        assert.equal((await guard.patch(path, { metadata: { annotations: { note: "old" } } })).status, 200);
        assert.equal((await guard.patch(path, { spec: { replicas: 2 } })).status, 200);
        const annotate = (annotations: object) =>
            guard.patch(path, { spec: { template: { metadata: { annotations } } } });
        assert.equal((await annotate({ "kubectl.kubernetes.io/restartedAt": "2026-11-20T00:00:00Z" })).status, 200);
        const unused = await annotate({ "seccomp.security.alpha.kubernetes.io/pod": "runtime/default" });
        assert.deepEqual([unused.status, unused.rules], [403, ["seccomp-annotation"]], unused.message);
        const containers = [{ name: "web", image: "public.ecr.aws/shop/web:edge" }];
        const { status, message } = await guard.patch(path, { spec: { template: { spec: { containers } } } });
        assert.equal(status, 403);
        assert.match(message, /eks-platform-/);
    });

    it("judge an update by those rules of a policy that read what it changes", async () => {
        const path = "/api/v1/namespaces/shop/services/old";
        assert.equal((await guard.patch(path, { metadata: { annotations: { note: "old" } } })).status, 200);
        const moved = await guard.patch(path, { spec: { externalIPs: ["192.0.2.2"] } });
        assert.deepEqual([moved.status, moved.rules], [403, ["service-external-ips"]]);
    });

    it("let the controllers replace the pods of a workload that is older than the rule", async () => {
        const pods = "/api/v1/namespaces/shop/pods";
        type Pods = { items: { metadata: { name: string }; status: { phase: string } }[] };
        const list = async () => (await plane().get<Pods>(pods))?.items ?? [];
        // In the middle of a rollout the pod may go by itself before it is deleted here.
        await eventually("the rollouts of the tests before are over", async () => {
            const { metadata, spec, status } = (await plane().get<Rollout>(`${DEPLOYMENTS}/old`)) ?? {};
            const isSeen = status?.observedGeneration === metadata?.generation;
            return (
                (isSeen && status?.updatedReplicas === spec?.replicas && status?.replicas === spec?.replicas) ||
                undefined
            );
        });
        const [first] = await eventually("a pod runs", async () => {
            const items = await list();
            return items.length > 0 ? items : undefined;
        });
        assert.ok(first);
        await plane().remove(`${pods}/${first.metadata.name}`);
        await eventually("it has a successor", async () =>
            (await list()).find(
                ({ metadata, status }) => metadata.name !== first.metadata.name && status.phase === "Running",
            ),
        );
    });

    it("judge an ephemeral container that is added to a running pod", async () => {
        const path = "/api/v1/namespaces/shop/pods/running";
        const named = edit(workload(POD, compliantPod), "props.metadata.name", "running");
        // The garbage collector soon deletes a pod whose owner does not exist; a pod of a Helm hook needs none.
        const hook = edit(named, "props.metadata.annotations", { "helm.sh/hook": "test" });
        const running = completed(edit(hook, "props.metadata.ownerReferences", undefined), "");
        await plane().create("/api/v1/namespaces/shop/pods", running.props);
        const add = (image: string) =>
            guard.patch(`${path}/ephemeralcontainers`, { spec: { ephemeralContainers: [{ name: "debug", image }] } });
        const { status, message, rules } = await add("public.ecr.aws/shop/debug:latest");
        assert.deepEqual([status, rules], [403, ["image-digest", "image-pinned"]], message);
    });

    it("refuse nothing in the namespaces that are exempt", async () => {
        for (const namespace of ["agents", "kube-system"]) {
            const exempt = completed(edit(moving, "props.metadata.namespace", namespace), "");
            assert.deepEqual((await guard.tryCreate(exempt)).rules, [], namespace);
        }
    });

    it("exempt the cluster-wide objects of a Helm release of the system, and no objects in namespaces", async () => {
        const annotations = { "meta.helm.sh/release-namespace": "kube-system" };
        const rules = [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }];
        const role = { apiVersion: "rbac.authorization.k8s.io/v1", metadata: { name: "agent", annotations }, rules };
        assert.deepEqual((await guard.tryCreate({ props: { ...role, kind: "ClusterRole" } })).rules, []);
        assert.ok((await guard.tryCreate({ props: { ...role, kind: "Role" } })).rules.includes("rbac-wildcard"));
    });

    it("refuse new Endpoints of anyone but the control plane, and leave old ones alone", async () => {
        const props = { ...OLD_ENDPOINTS, metadata: { name: "new" }, apiVersion: "v1", kind: "Endpoints" };
        await agree("Endpoints", { type: "kubernetes:core/v1:Endpoints", props });
        const path = "/api/v1/namespaces/shop/endpoints/old";
        assert.equal((await guard.patch(path, { subsets: [] })).status, 200);
    });

    it("admit a role whose rules come by aggregation", async () => {
        const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { team: "shop" } }] };
        const { status, rules } = await guard.tryCreate({
            props: {
                ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "all" } },
                ...{ aggregationRule, rules: null },
            },
        });
        assert.deepEqual([status, rules], [201, []]);
    });

    /** What is said of a pod with so many variables. */
    const tryVariables = (count: number, value: string) => {
        const env = Array.from({ length: count }, (_, index) => ({ name: `SHOP_SETTING_NUMBER_${index}`, value }));
        return guard.tryCreate(completed(workload(POD, edit(compliantPod, "spec.containers[0].env", env)), ""));
    };

    it("refuse what they cannot judge within the API server's budget, and name the rule", async () => {
        const { status, message } = await tryVariables(2000, "x");
        assert.equal(status, 422);
        assert.match(message, /variable "duplicateEnvFindings" fails to evaluate: .*cost limit exceeded/);
    });

    it("cost little for a pod of a thousand variables and a role of hundreds of rules", async () => {
        for (const [count, length] of [
            [1200, 200],
            [800, 1000],
        ] as const) {
            const { status, message } = await tryVariables(count, "x".repeat(length));
            assert.equal(status, 201, `${count} of ${length} bytes: ${message}`);
        }
        const rules = Array.from({ length: 300 }, (_, index) => ({
            apiGroups: ["example.com"],
            resources: [`widgets${index}`, `gadgets${index}`],
            verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
        }));
        const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name: "wide" }, rules };
        assert.deepEqual((await guard.tryCreate({ props: role })).status, 201);
    });

    /** What the API server makes of the object must be what the pack makes of it. */
    async function agree(what: string, resource: RawResource, isBreach = false): Promise<void> {
        const expected = packFinds(resource);
        const { status, message, rules } = await guard.tryCreate(resource);
        // The API server's own validation comes first: a field that it does not know, a value or a kind that it never takes.
        const isInvalid = [400, 405, 422].includes(status) && !message.includes("ValidatingAdmissionPolicy");
        if ((isBreach || expected.length > 0) && isInvalid) {
            return;
        }
        assert.deepEqual(rules, expected, `${resource.type}, ${what}: ${status} ${message}`);
        assert.equal(status, expected.length > 0 ? 403 : 201, `${resource.type}, ${what}: ${message}`);
        if (expected.length > 0) {
            assert.ok(
                expected.some((rule) => message.includes(`denied request: ${rule}: `)),
                message,
            );
        }
    }

    /** The API server knows every value. */
    const edits = ({ breaches, accepted = [] }: RuleCase) =>
        [
            ...breaches.map((breach) => ({ ...breach, isBreach: true })),
            ...accepted.map((breach) => ({ ...breach, isBreach: false })),
        ].filter(({ value, foundAt }) => foundAt !== MENDED && !JSON.stringify(value ?? "").includes(UNKNOWN));

    for (const testCase of POD_CASES.filter(({ rule }) => IDS.includes(rule))) {
        it(`agree with the pack on ${testCase.rule} in every kind of workload`, async () => {
            const kinds = WORKLOAD_KINDS.filter((kind) => {
                const { apiVersion, kind: name } = workload(kind, {}).props;
                return isServed(apiVersion, name);
            });
            for (const kind of kinds) {
                await Promise.all([
                    agree("a pod that complies", completed(workload(kind, compliantPod), "")),
                    ...edits(testCase).map(({ what, path, value, isBreach }) =>
                        agree(what, completed(workload(kind, edit(compliantPod, path, value)), ""), isBreach),
                    ),
                ]);
            }
        });
    }

    for (const testCase of RESOURCE_CASES.filter(({ rule }) => IDS.includes(rule))) {
        const { rule, resource } = testCase;
        it(`agree with the pack on ${rule}, for ${resource.type}`, async () => {
            await agree("one that complies", completed(resource, ""));
            await Promise.all(
                edits(testCase).map(({ what, path, value, isBreach }) =>
                    agree(what, completed(edit(resource, `props.${path}`, value), path), isBreach),
                ),
            );
        });
    }
});

/** A custom kind with any fields. */
function definition(group: string, version: string, kind: string): object {
    const plural = `${kind.toLowerCase()}s`;
    const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
    return {
        metadata: { name: `${plural}.${group}`, annotations: { "api-approved.kubernetes.io": "unapproved, a test" } },
        spec: {
            group,
            scope: "Namespaced",
            names: { kind, plural },
            versions: [{ name: version, served: true, storage: true, schema }],
        },
    };
}
