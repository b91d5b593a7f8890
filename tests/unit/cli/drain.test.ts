import assert from "node:assert/strict";
import { join } from "node:path";
import type { DrainedCluster } from "../../../cli/engine/drain/cluster";
import { drain } from "../../../cli/engine/drain/drain";
import { wayIn } from "../../../cli/engine/drain/kubeconfig";
import { ownedBy } from "../../../cli/engine/drain/owned";
import { survivorLines } from "../../../cli/output/survivors";
import { ADDONS } from "../../../components/addons";
import type { KubeObject } from "../../../providers/kubernetes/object";
import { projectRoot } from "../../../toolchain/paths";
import { FakeCluster, object } from "./fake-cluster";

const NODE_POOL = { apiVersion: "karpenter.sh/v1", kind: "NodePool" };

const balanced = (name: string, more: object = {}) =>
    object("v1", "Service", name, { spec: { type: "LoadBalancer" }, ...more });
const ingress = (name: string, more: object = {}) => object("networking.k8s.io/v1", "Ingress", name, more);

const FAST = { limitSeconds: 0.05, pauseMilliseconds: 1, note: () => undefined };

const run = (cluster: DrainedCluster, isOwned: (one: KubeObject) => boolean = () => false) =>
    drain(cluster, { ...FAST, kinds: [NODE_POOL], isOwned });

describe("A drain before a destroy", () => {
    it("deletes what makes load balancers, what holds claims, the claims, and what add-ons name, in this order", async () => {
        const pod = object("v1", "Pod", "db-0", {
            metadata: {
                ownerReferences: [
                    { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: "x", controller: true },
                ],
            },
            spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data-db-0" } }] },
        });
        const cluster = new FakeCluster([
            { ...NODE_POOL, metadata: { name: "spot", uid: "pool" } },
            object("v1", "PersistentVolumeClaim", "data-db-0"),
            pod,
            object("apps/v1", "StatefulSet", "db"),
            balanced("web"),
            object("gateway.networking.k8s.io/v1", "Gateway", "edge"),
            ingress("web"),
            object("v1", "Service", "internal", { spec: { type: "ClusterIP" } }),
            object("apps/v1", "Deployment", "stateless"),
        ]);
        const survivors = await run(cluster);
        assert.deepEqual(cluster.deleted, [
            ...["Ingress web", "Gateway edge", "Service web", "StatefulSet db"],
            ...["PersistentVolumeClaim data-db-0", "NodePool spot"],
        ]);
        assert.deepEqual(survivors, []);
    });

    it("leaves to the engine what the state has, and what its releases have installed", async () => {
        const isOwned = ownedBy([
            { type: "kubernetes:networking.k8s.io/v1:Ingress", id: "team/own" },
            { type: "kubernetes:core/v1:Service", id: "team/own" },
            { type: "kubernetes:helm.sh/v3:Release", id: "team/proxy" },
        ]);
        const installed = {
            metadata: {
                annotations: { "meta.helm.sh/release-name": "proxy", "meta.helm.sh/release-namespace": "team" },
            },
        };
        const cluster = new FakeCluster([
            ingress("own"),
            ingress("theirs"),
            balanced("own"),
            balanced("proxy", installed),
        ]);
        assert.deepEqual(await run(cluster, isOwned), []);
        assert.deepEqual(cluster.deleted, ["Ingress theirs"]);
    });

    it("ends with what finalizers hold, by kind, name and the load balancer in AWS, and goes no further", async () => {
        const held = ingress("web", {
            metadata: { finalizers: ["ingress.k8s.aws/resources"] },
            status: { loadBalancer: { ingress: [{ hostname: "k8s-team-web.elb.amazonaws.com" }] } },
        });
        const going = (one: KubeObject) => [
            { ...one, metadata: { ...one.metadata, deletionTimestamp: "2026-11-28T00:00:00Z" } },
        ];
        const cluster = new FakeCluster([held, balanced("other")], going);
        const survivors = await run(cluster);
        assert.deepEqual(survivorLines(survivors), [
            "  Ingress team/web: held by ingress.k8s.aws/resources (in AWS: k8s-team-web.elb.amazonaws.com)",
        ]);
        assert.deepEqual(cluster.deleted, ["Ingress web"]);
    });

    it("tells at once of what somebody makes again, and by whom", async () => {
        const again = (one: KubeObject) => [
            {
                ...one,
                metadata: { ...one.metadata, uid: "another", managedFields: [{ manager: "argocd-controller" }] },
            },
        ];
        const survivors = await run(new FakeCluster([ingress("web")], again));
        assert.deepEqual(survivorLines(survivors), [
            "  Ingress team/web: made anew while the others went, by argocd-controller",
        ]);
    });

    it("is told by each add-on which of its kinds it deletes, and people by a sentence why", () => {
        const draining = ADDONS.filter(({ drains = [] }) => drains.length > 0);
        assert.ok(draining.length > 0);
        for (const { name, drains = [], drainFirst = "" } of draining) {
            for (const { kind } of drains) {
                assert.ok(drainFirst.includes(kind), `${name}: ${kind}`);
            }
        }
    });

    const keptBy = (apiVersion: string, kind: string, name: string) => ({
        ownerReferences: [{ apiVersion, kind, name, uid: `${kind}-${name}`, controller: true }],
    });
    const mounting = (name: string, keeper: object, ...claims: readonly string[]) =>
        object("v1", "Pod", name, {
            metadata: keeper,
            spec: { volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })) },
        });
    const claim = (name: string, metadata: object = {}) => object("v1", "PersistentVolumeClaim", name, { metadata });

    it("leaves the claims of the stack's own databases, which its state holds as patches", async () => {
        const isOwned = ownedBy([
            { type: "kubernetes:apps/v1:StatefulSet", id: "team/db" },
            { type: "kubernetes:core/v1:PersistentVolumeClaimPatch", id: "team/data-db-0" },
        ]);
        assert.equal(isOwned(claim("data-db-0")), true);
        assert.equal(isOwned(claim("data-db-1")), false);
        const cluster = new FakeCluster([
            object("apps/v1", "StatefulSet", "db"),
            mounting("db-0", keptBy("apps/v1", "StatefulSet", "db"), "data-db-0"),
            claim("data-db-0"),
        ]);
        assert.deepEqual([await run(cluster, isOwned), cluster.deleted], [[], []]);
    });

    it("leaves the claims that pods of the stack's hold, made by whom they may, and those of its StatefulSets without pods", async () => {
        const ofRelease = {
            annotations: { "meta.helm.sh/release-name": "metrics", "meta.helm.sh/release-namespace": "team" },
        };
        const isOwned = ownedBy([
            { type: "kubernetes:helm.sh/v3:Release", id: "team/metrics" },
            { type: "kubernetes:apps/v1:StatefulSet", id: "team/idle" },
        ]);
        const PROMETHEUS = "monitoring.coreos.com/v1";
        const cluster = new FakeCluster([
            object(PROMETHEUS, "Prometheus", "main", { metadata: ofRelease }),
            object("apps/v1", "StatefulSet", "prometheus-main", {
                ...{ metadata: keptBy(PROMETHEUS, "Prometheus", "main") },
                spec: { volumeClaimTemplates: [{ metadata: { name: "db" } }] },
            }),
            mounting("prometheus-main-0", keptBy("apps/v1", "StatefulSet", "prometheus-main"), "db-prometheus-main-0"),
            claim("db-prometheus-main-0"),
            claim("db-prometheus-main-1"),
            object("apps/v1", "StatefulSet", "idle", {
                spec: { replicas: 0, volumeClaimTemplates: [{ metadata: { name: "data" } }] },
            }),
            claim("data-idle-0"),
            claim("data-idle-other-0"),
            claim("of-an-owned", keptBy(PROMETHEUS, "Prometheus", "main")),
            claim("theirs"),
        ]);
        assert.deepEqual(await run(cluster, isOwned), []);
        assert.deepEqual(cluster.deleted, ["PersistentVolumeClaim data-idle-other-0", "PersistentVolumeClaim theirs"]);
    });

    it("counts a volume for the time of its pod as a claim that the pod's maker holds", async () => {
        const cluster = new FakeCluster([
            object("apps/v1", "ReplicaSet", "cache"),
            object("v1", "Pod", "cache-x", {
                metadata: keptBy("apps/v1", "ReplicaSet", "cache"),
                spec: { volumes: [{ name: "scratch", ephemeral: { volumeClaimTemplate: {} } }] },
            }),
            claim("cache-x-scratch", keptBy("v1", "Pod", "cache-x")),
        ]);
        assert.deepEqual(await run(cluster), []);
        assert.equal(cluster.deleted[0], "ReplicaSet cache");
    });

    it("leaves the bindings that the load balancer controller has made: they go with their Service, Ingress or Gateway", async () => {
        const binding = (name: string, ...labels: readonly string[]) =>
            object("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", name, {
                metadata: { labels: Object.fromEntries(labels.map((label) => [label, "x"])) },
            });
        const cluster = new FakeCluster([
            binding("k8s-traefik", "service.k8s.aws/stack-name", "service.k8s.aws/stack-namespace"),
            binding("k8s-web", "ingress.k8s.aws/stack-name", "ingress.k8s.aws/stack-namespace"),
            binding("k8s-group", "ingress.k8s.aws/stack"),
            binding("k8s-edge", "gateway.k8s.aws.alb/stack-name", "gateway.k8s.aws.alb/stack-namespace"),
            binding("by-hand", "app.kubernetes.io/name"),
        ]);
        const kinds = ADDONS.flatMap(({ drains = [] }) => drains);
        await drain(cluster, { ...FAST, kinds, isOwned: () => false });
        assert.deepEqual(cluster.deleted, ["TargetGroupBinding by-hand"]);
    });

    it("waits for the volumes of claims that are gone, but for those that are to stay", async () => {
        const volume = (name: string, policy: string) =>
            object("v1", "PersistentVolume", name, {
                metadata: { namespace: undefined },
                spec: {
                    ...{ persistentVolumeReclaimPolicy: policy, csi: { volumeHandle: `vol-${name}` } },
                    claimRef: { uid: "PersistentVolumeClaim-data" },
                },
            });
        const cluster = new FakeCluster([
            object("v1", "PersistentVolumeClaim", "data"),
            volume("deleted", "Delete"),
            volume("retained", "Retain"),
        ]);
        assert.deepEqual(survivorLines(await run(cluster)), [
            "  PersistentVolume deleted: still there (in AWS: vol-deleted)",
        ]);
    });

    it("reaches the cluster as the stack's own provider does, by text or through the file of a session", () => {
        const provider = (parent: string, kubeconfig: unknown) => ({
            ...{ type: "pulumi:providers:kubernetes", inputs: { kubeconfig } as Readonly<Record<string, unknown>> },
            urn: `urn:pulumi:prod::eks-platform::${parent}pulumi:providers:kubernetes::one`,
        });
        const cluster = {
            type: "aws:eks/cluster:Cluster",
            urn: "urn:pulumi:prod::eks-platform::aws:eks/cluster:Cluster::c",
        };
        const inner = provider("eks-platform:index:Platform$eks:index:Cluster$", '{"inner":true}');
        const own = (kubeconfig: unknown) => provider("eks-platform:index:Platform$", kubeconfig);
        assert.deepEqual(wayIn([cluster, inner, own('{"own":true}')]), { kubeconfig: '{"own":true}' });
        assert.deepEqual(wayIn([cluster, own("kind: Config\n")]), { kubeconfig: "kind: Config\n" });
        const file = "./.platform/sessions/prod/kubeconfig";
        assert.deepEqual(wayIn([cluster, inner, own(file)]), { kubeconfig: join(projectRoot(), file) });
        assert.deepEqual(wayIn([inner, own('{"own":true}')]), { lacks: "cluster" });
        assert.deepEqual(wayIn([cluster, inner]), { lacks: "provider" });
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
        for (const unusable of [secret, "", undefined]) {
            assert.deepEqual(wayIn([cluster, inner, own(unusable)]), { lacks: "text" });
        }
    });
});
