import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { CustomResourceDefinition } from "@pulumi/kubernetes/apiextensions/v1";
import { Deployment, StatefulSet } from "@pulumi/kubernetes/apps/v1";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2";
import { CronJob, Job } from "@pulumi/kubernetes/batch/v1";
import {
    ConfigMap,
    Namespace,
    PersistentVolumeClaim,
    Secret,
    Service,
    ServiceAccount,
} from "@pulumi/kubernetes/core/v1";
import { Ingress, NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1";
import { Provider } from "@pulumi/kubernetes/provider";
import { Role, RoleBinding } from "@pulumi/kubernetes/rbac/v1";
import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { RandomPassword } from "@pulumi/random";
import { openRealWorkspace, type Workspace } from "../engine/workspace";
import { TOOLS_LIMIT_MS, usePlane } from "./plane";

const NAMESPACE = "shop";
const LABELS = { "app.kubernetes.io/name": "web" };

const POD = {
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
        {
            name: "main",
            image: "registry.k8s.io/pause:3.10",
            ports: [{ name: "http", containerPort: 8080 }],
            resources: { requests: { cpu: "0.25", memory: "64Mi" }, limits: { memory: "64Mi" } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
            readinessProbe: { httpGet: { path: "/health", port: "http" } },
        },
    ],
};

interface Variation {
    readonly kubeconfig: string;
    readonly nodeSelector?: Record<string, string>;
}

/** Kinds that a platform is made of, each with what a server defaults, rewrites or fills in later. */
function program({ kubeconfig, nodeSelector = {} }: Variation): PulumiFn {
    return async () => {
        const provider = new Provider("cluster", { kubeconfig, enableServerSideApply: true });
        const own = new Namespace(
            NAMESPACE,
            { metadata: { name: NAMESPACE, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
            { provider },
        );
        const options = { provider, dependsOn: [own] };
        const named = (name: string) => ({ name, namespace: NAMESPACE, labels: LABELS });
        const password = new RandomPassword("password", { length: 24 });
        new Secret("secret", { metadata: named("secret"), stringData: { password: password.result } }, options);
        new ConfigMap("settings", { metadata: named("settings"), data: { mode: "fast" } }, options);
        new ServiceAccount("account", { metadata: named("web"), automountServiceAccountToken: false }, options);
        new Role(
            "role",
            { metadata: named("web"), rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] },
            options,
        );
        new RoleBinding(
            "binding",
            {
                metadata: named("web"),
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "web" },
                subjects: [{ kind: "ServiceAccount", name: "web", namespace: NAMESPACE }],
            },
            options,
        );
        const template = {
            metadata: { labels: LABELS },
            spec: { ...POD, serviceAccountName: "web", nodeSelector, terminationGracePeriodSeconds: 0 },
        };
        new Deployment(
            "web",
            {
                metadata: named("web"),
                spec: { replicas: 2, progressDeadlineSeconds: 5, selector: { matchLabels: LABELS }, template },
            },
            options,
        );
        new Service(
            "web",
            {
                metadata: named("web"),
                spec: { selector: LABELS, ports: [{ name: "http", port: 80, targetPort: "http" }] },
            },
            options,
        );
        new Service(
            "headless",
            { metadata: named("db"), spec: { clusterIP: "None", selector: { app: "db" }, ports: [{ port: 5432 }] } },
            options,
        );
        const storage = new StorageClass(
            "storage",
            {
                metadata: { name: "encrypted" },
                provisioner: "ebs.csi.aws.com",
                parameters: { type: "gp3", encrypted: "true" },
                volumeBindingMode: "WaitForFirstConsumer",
            },
            { provider },
        );
        new PersistentVolumeClaim(
            "unused",
            {
                metadata: named("unused"),
                spec: {
                    storageClassName: "encrypted",
                    accessModes: ["ReadWriteOnce"],
                    resources: { requests: { storage: "1024Mi" } },
                },
            },
            { provider, dependsOn: [own, storage] },
        );
        const claim = {
            metadata: { name: "data" },
            spec: {
                accessModes: ["ReadWriteOnce"],
                storageClassName: "encrypted",
                resources: { requests: { storage: "1024Mi" } },
            },
        };
        new StatefulSet(
            "db",
            {
                metadata: named("db"),
                spec: {
                    serviceName: "db",
                    selector: { matchLabels: { app: "db" } },
                    template: {
                        ...template,
                        metadata: { labels: { app: "db" } },
                        spec: { ...template.spec, nodeSelector: {} },
                    },
                    volumeClaimTemplates: [claim],
                },
            },
            options,
        );
        new HorizontalPodAutoscaler(
            "web",
            {
                metadata: named("web"),
                spec: {
                    minReplicas: 2,
                    maxReplicas: 4,
                    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
                    metrics: [
                        {
                            type: "Resource",
                            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
                        },
                    ],
                },
            },
            options,
        );
        new PodDisruptionBudget(
            "web",
            { metadata: named("web"), spec: { minAvailable: "50%", selector: { matchLabels: LABELS } } },
            options,
        );
        new NetworkPolicy(
            "deny",
            {
                metadata: named("deny"),
                spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] },
            },
            options,
        );
        new Ingress(
            "web",
            {
                metadata: named("web"),
                spec: { defaultBackend: { service: { name: "web", port: { name: "http" } } } },
            },
            options,
        );
        const batch = { ...template, spec: { ...template.spec, nodeSelector: {}, restartPolicy: "Never" } };
        new CronJob(
            "nightly",
            {
                metadata: named("nightly"),
                spec: { schedule: "0 3 * * *", suspend: false, jobTemplate: { spec: { template: batch } } },
            },
            options,
        );
        new Job("once", { metadata: named("once"), spec: { suspend: true, template: batch } }, options);
        const definition = new CustomResourceDefinition(
            "definition",
            {
                metadata: { name: "widgets.example.com" },
                spec: {
                    group: "example.com",
                    names: { kind: "Widget", plural: "widgets" },
                    scope: "Namespaced",
                    versions: [
                        {
                            name: "v1",
                            served: true,
                            storage: true,
                            schema: {
                                openAPIV3Schema: {
                                    type: "object",
                                    properties: {
                                        spec: { type: "object", properties: { size: { type: "integer", default: 1 } } },
                                    },
                                },
                            },
                        },
                    ],
                },
            },
            { provider },
        );
        new CustomResource(
            "widget",
            { apiVersion: "example.com/v1", kind: "Widget", metadata: named("widget"), spec: {} },
            { provider, dependsOn: [own, definition] },
        );
    };
}

describe("the real engine on the live Kubernetes provider", function () {
    this.timeout(90_000);
    const plane = usePlane();
    let workspace: Workspace;
    let kubeconfig: string;

    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        kubeconfig = plane().cluster.kubeconfigPath;
        workspace = await openRealWorkspace(program({ kubeconfig }));
    });

    after(() => workspace?.close());

    it("previews and brings up every kind, ready", async () => {
        const preview = await workspace.preview();
        assert.equal(preview.failure, undefined);
        const up = await workspace.up();
        assert.equal(up.failure, undefined);
        assert.deepEqual(Object.keys(up.changes), ["create"]);
        assert.deepEqual(up.diagnostics("warning"), []);
    });

    it("changes nothing the second time", async () => {
        const up = await workspace.up({ expectNoChanges: true });
        assert.equal(up.failure, undefined);
        assert.deepEqual(Object.keys(up.changes), ["same"]);
    });

    it("finds no drift in what it made", async () => {
        const refresh = await workspace.refresh({ expectNoChanges: true });
        assert.equal(refresh.failure, undefined);
        assert.equal((await workspace.up({ expectNoChanges: true })).failure, undefined);
    });

    it("keeps no secret in plain text", async () => {
        const secret = await plane().get<{ data: { password: string } }>(
            `/api/v1/namespaces/${NAMESPACE}/secrets/secret`,
        );
        const encoded = secret?.data.password ?? "";
        assert.match(encoded, /^[A-Za-z0-9+/=]{32}$/);
        const password = Buffer.from(encoded, "base64").toString("utf8");
        for (const file of readdirSync(workspace.folder, { recursive: true, encoding: "utf8" })) {
            if (!file.endsWith(".json")) {
                continue;
            }
            const text = readFileSync(join(workspace.folder, file), "utf8");
            for (const plain of [password, encoded]) {
                assert.ok(!text.includes(plain), `${file} holds a password`);
            }
        }
    });

    it("records a Deployment that fails, and mends it with the next update", async () => {
        workspace.stack.workspace.program = program({ kubeconfig, nodeSelector: { disk: "none" } });
        const failing = await workspace.up();
        assert.match(failing.diagnostics("error").join("\n"), /Deployment shop\/web: .*progress/);
        workspace.stack.workspace.program = program({ kubeconfig });
        const mending = await workspace.up();
        assert.equal(mending.failure, undefined);
        assert.equal(mending.changes.update, 1);
        assert.equal((await workspace.up({ expectNoChanges: true })).failure, undefined);
    });

    it("destroys all of it", async () => {
        const destroy = await workspace.destroy();
        assert.equal(destroy.failure, undefined);
        assert.equal(await plane().get(`/api/v1/namespaces/${NAMESPACE}`), undefined);
    });
});
