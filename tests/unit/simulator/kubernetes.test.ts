import assert from "node:assert/strict";
import { mapAt, type PropertyMap, Secret } from "../../../core/engine/values";
import { SimulatedKubernetesProvider } from "../../../simulator/kubernetes/simulated";
import { World } from "../../../simulator/world/world";

const RELEASE = "kubernetes:helm.sh/v3:Release";

/** A provider with the requests of the engine, without the engine. */
class Harness {
    readonly provider: SimulatedKubernetesProvider;

    constructor(
        readonly world = new World(),
        args: PropertyMap = { kubeconfig: "a cluster" },
    ) {
        this.provider = new SimulatedKubernetesProvider(world);
        this.provider.configure({ args, urn: undefined });
    }

    check(type: string, name: string, news: PropertyMap, olds?: PropertyMap) {
        return this.provider.check({ urn: `urn:${name}`, type, name, olds, news, randomSeed: new Uint8Array() });
    }

    create(type: string, name: string, news: PropertyMap) {
        const { inputs } = this.check(type, name, news);
        const request = { urn: `urn:${name}`, type, name, inputs, preview: false, timeoutSeconds: 0 };
        return this.provider.create(request);
    }

    diff(type: string, oldInputs: PropertyMap, news: PropertyMap) {
        const request = { urn: "urn:x", type, name: "x", id: "x", oldOutputs: {}, ignoreChanges: [] };
        return this.provider.diff({ ...request, oldInputs, news });
    }

    update(type: string, id: string, oldInputs: PropertyMap, inputs: PropertyMap) {
        const [, name = id] = id.split("/");
        const request = { urn: `urn:${name}`, type, name, id, oldInputs, oldOutputs: {}, inputs };
        return this.provider.update({ ...request, preview: false, timeoutSeconds: 0 });
    }

    delete(type: string, id: string) {
        const request = { urn: `urn:${id}`, type, name: id, id, oldInputs: {}, oldOutputs: {}, timeoutSeconds: 0 };
        this.provider.delete(request);
    }
}

const object = (apiVersion: string, kind: string, metadata: PropertyMap, rest: PropertyMap = {}): PropertyMap => ({
    apiVersion,
    kind,
    metadata,
    ...rest,
});

describe("the simulated Kubernetes provider", () => {
    it("gives objects the id, the metadata and the status of a healthy cluster", () => {
        const { id, outputs } = new Harness().create(
            "kubernetes:apps/v1:Deployment",
            "ui",
            object("apps/v1", "Deployment", { name: "ui" }, { spec: { replicas: 3, selector: {} } }),
        );
        assert.equal(id, "default/ui");
        assert.match(String(mapAt(outputs, "metadata").uid), /^[0-9a-f-]{36}$/);
        assert.equal(mapAt(outputs, "status").readyReplicas, 3);
        assert.equal(mapAt(outputs, "spec").progressDeadlineSeconds, 600);
    });

    it("gives Services an address, and LoadBalancers a name", () => {
        const harness = new Harness();
        const service = (name: string, spec: PropertyMap) =>
            harness.create("kubernetes:core/v1:Service", name, object("v1", "Service", { name }, { spec })).outputs;
        assert.match(String(mapAt(service("a", {}), "spec").clusterIP), /^172\.20\.\d+\.\d+$/);
        assert.equal(mapAt(service("b", { clusterIP: "None" }), "spec").clusterIP, "None");
        const balancer = mapAt(mapAt(service("c", { type: "LoadBalancer" }), "status"), "loadBalancer");
        assert.deepEqual(balancer.ingress, [{ hostname: "c.default.elb.simulated.example" }]);
    });

    it("names what has no name, the same in a preview and in the update after it", () => {
        const harness = new Harness();
        const news = object("v1", "ConfigMap", {});
        const [one, two] = [1, 2].map(() => harness.check("kubernetes:core/v1:ConfigMap", "settings", news).inputs);
        assert.ok(one && two);
        assert.match(String(mapAt(one, "metadata").name), /^settings-[0-9a-f]{8}$/);
        assert.deepEqual(one, two);
    });

    it("puts no namespace on kinds that live outside of namespaces", () => {
        const harness = new Harness();
        const role = harness.create(
            "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
            "reader",
            object("rbac.authorization.k8s.io/v1", "ClusterRole", { name: "reader" }),
        );
        assert.equal(role.id, "reader");
        const pool = harness.create(
            "kubernetes:karpenter.sh/v1:NodePool",
            "pool",
            object("karpenter.sh/v1", "NodePool", { name: "pool" }),
        );
        assert.equal(pool.id, "pool");
    });

    it("refuses objects in namespaces that do not exist, and duplicates", () => {
        const harness = new Harness();
        const inShop = object("v1", "ConfigMap", { name: "settings", namespace: "shop" });
        const create = (name: string) => () => harness.create("kubernetes:core/v1:ConfigMap", name, inShop);
        assert.throws(create("one"), /namespaces "shop" not found/);
        harness.create("kubernetes:core/v1:Namespace", "shop", object("v1", "Namespace", { name: "shop" }));
        create("one")();
        assert.throws(create("two"), /ConfigMap "shop\/settings" already exists\nIt belongs to urn:one of this stack/);
    });

    it("takes everything in a namespace along when the namespace goes", () => {
        const harness = new Harness();
        harness.create("kubernetes:core/v1:Namespace", "shop", object("v1", "Namespace", { name: "shop" }));
        for (const namespace of ["shop", "default"]) {
            const metadata = { name: "settings", namespace };
            harness.create("kubernetes:core/v1:ConfigMap", namespace, object("v1", "ConfigMap", metadata));
        }
        harness.delete("kubernetes:core/v1:Namespace", "shop");
        assert.deepEqual(
            harness.world.list().map(({ id }) => id),
            ["default/settings"],
        );
    });

    describe("lets a claim grow as its class allows, refuses all else, and says what helps", () => {
        const type = "kubernetes:core/v1:PersistentVolumeClaimPatch";
        const patch = (storageClassName: string, storage: string) =>
            object(
                "v1",
                "PersistentVolumeClaim",
                { name: "data-db-0" },
                { spec: { storageClassName, resources: { requests: { storage } } } },
            );
        const changed = (before: PropertyMap, after: PropertyMap) => () => {
            const harness = new Harness();
            for (const [name, allowVolumeExpansion] of Object.entries({ fast: true, shared: false })) {
                const settings = { provisioner: "example.org/driver", allowVolumeExpansion };
                const storageClass = object("storage.k8s.io/v1", "StorageClass", { name }, settings);
                harness.create("kubernetes:storage.k8s.io/v1:StorageClass", name, storageClass);
            }
            const { id } = harness.create(type, "data-db-0", before);
            return harness.update(type, id, before, after);
        };

        it("grows where its class can", () => {
            const outputs = changed(patch("fast", "1Gi"), patch("fast", "2Gi"))();
            assert.deepEqual(mapAt(outputs, "spec").resources, { requests: { storage: "2Gi" } });
        });

        it("is refused where its class cannot, as EFS's", () => {
            const growth = changed(patch("shared", "1Gi"), patch("shared", "2Gi"));
            assert.throws(growth, /is forbidden: only dynamically provisioned pvc.*EFS.*leave the size as it was/s);
        });

        it("is refused as the API server refuses it where it is smaller or of another class", () => {
            const way =
                /PersistentVolumeClaim "default\/data-db-0" is invalid: .*Forbidden.*second service, copy the data/s;
            assert.throws(changed(patch("fast", "2Gi"), patch("fast", "1Gi")), way);
            assert.throws(changed(patch("fast", "2Gi"), patch("shared", "2Gi")), way);
        });
    });

    it("lets pools of nodes and their classes go while Karpenter is there alone, the pools first", () => {
        const harness = new Harness();
        const [poolType, classType] = [
            "kubernetes:karpenter.sh/v1:NodePool",
            "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass",
        ];
        const release = { chart: "oci://public.ecr.aws/karpenter/karpenter", name: "karpenter", namespace: "default" };
        harness.create(RELEASE, "karpenter", release);
        harness.create(classType, "class", object("karpenter.k8s.aws/v1", "EC2NodeClass", { name: "general" }));
        const spec = { template: { spec: { nodeClassRef: { name: "general" } } } };
        harness.create(poolType, "pool", object("karpenter.sh/v1", "NodePool", { name: "general" }, { spec }));
        assert.throws(
            () => harness.delete(classType, "general"),
            /karpenter.k8s.aws\/termination while .* NodePool general/,
        );
        harness.delete(RELEASE, "default/karpenter");
        assert.throws(
            () => harness.delete(poolType, "general"),
            /timed out .*NodePool "general".* no karpenter is there/,
        );
        harness.create(RELEASE, "karpenter", release);
        harness.delete(poolType, "general");
        harness.delete(classType, "general");
    });

    it("keeps clusters apart by their API server", () => {
        const world = new World();
        const kubeconfig = (server: string) => JSON.stringify({ clusters: [{ cluster: { server } }] });
        for (const server of ["https://one", "https://two"]) {
            const harness = new Harness(world, { kubeconfig: kubeconfig(server) });
            harness.create("kubernetes:core/v1:Namespace", server, object("v1", "Namespace", { name: "shop" }));
        }
        assert.deepEqual(
            world.list().map(({ scope }) => scope),
            ["https://one", "https://two"],
        );
    });

    it("hides the contents of Secrets, in what it reports and in the world", () => {
        const harness = new Harness();
        const secret = object("v1", "Secret", { name: "db" }, { stringData: { password: "hush" } });
        const { outputs } = harness.create("kubernetes:core/v1:Secret", "db", secret);
        assert.ok(outputs.data instanceof Secret);
        assert.deepEqual(outputs.data.value, { password: Buffer.from("hush").toString("base64") });
        const text = JSON.stringify(harness.world.list());
        assert.ok(!text.includes("hush") && !text.includes(Buffer.from("hush").toString("base64")));
    });

    it("replaces for immutable fields, deleting first where the name stays", () => {
        const deployment = (name: string, app: string) =>
            object("apps/v1", "Deployment", { name }, { spec: { selector: { matchLabels: { app } } } });
        const harness = new Harness();
        const type = "kubernetes:apps/v1:Deployment";
        const { differences, deleteBeforeReplace } = harness.diff(type, deployment("ui", "a"), deployment("ui", "b"));
        assert.deepEqual(differences, [{ path: "spec.selector.matchLabels.app", kind: "update", replace: true }]);
        assert.equal(deleteBeforeReplace, true);
        assert.equal(harness.diff(type, deployment("a", "x"), deployment("b", "x")).deleteBeforeReplace, false);
    });

    it("reports a Helm release as deployed, and refuses a second one under its name", () => {
        const harness = new Harness();
        const chart = { chart: "traefik", version: "41.3.0", name: "edge", namespace: "edge", createNamespace: true };
        const { id, outputs } = harness.create(RELEASE, "edge", chart);
        assert.equal(id, "edge/edge");
        assert.equal(mapAt(outputs, "status").status, "deployed");
        assert.throws(() => harness.create(RELEASE, "again", chart), /cannot re-use a name/);
        const metadata = { name: "settings", namespace: "edge" };
        harness.create("kubernetes:core/v1:ConfigMap", "settings", object("v1", "ConfigMap", metadata));
    });

    it("refuses a release without a chart, and one in a namespace that does not exist", () => {
        const harness = new Harness();
        assert.deepEqual(harness.check(RELEASE, "edge", {}).failures, [
            { property: "chart", reason: "missing required property 'chart'" },
        ]);
        assert.throws(
            () => harness.create(RELEASE, "edge", { chart: "x", namespace: "nowhere" }),
            /"nowhere" not found/,
        );
    });

    it("reads YAML documents, and renders no charts", () => {
        const { provider } = new Harness();
        const text = "kind: A\n---\nkind: B\n---\n";
        assert.deepEqual(provider.invoke({ token: "kubernetes:yaml:decode", args: { text } }), {
            result: [{ kind: "A" }, { kind: "B" }],
        });
        assert.throws(() => provider.invoke({ token: "kubernetes:helm:template", args: {} }), /helm:template/);
    });
});
