import assert from "node:assert/strict";
import { reachCluster } from "../../cli/engine/drain/cluster";
import { drain } from "../../cli/engine/drain/drain";
import { ownedBy } from "../../cli/engine/drain/owned";
import { planDrain } from "../../cli/engine/drain/plan";
import { survivorLines } from "../../cli/output/survivors";
import { eventually, usePlane } from "./plane";

const SERVICES = "/api/v1/namespaces/team/services";
const INGRESSES = "/apis/networking.k8s.io/v1/namespaces/team/ingresses";
const SETS = "/apis/apps/v1/namespaces/team/statefulsets";
const CLAIMS = "/api/v1/namespaces/team/persistentvolumeclaims";
const FINALIZER = "example.com/load-balancer";

describe("A drain of a real cluster", function () {
    this.timeout(120_000);
    const plane = usePlane();
    const notes: string[] = [];

    const service = (name: string, finalizers: readonly string[] = []) => ({
        ...{ apiVersion: "v1", kind: "Service", metadata: { name, finalizers } },
        spec: { type: "LoadBalancer", ports: [{ port: 80 }], selector: { app: name } },
    });
    const container = {
        ...{ name: "db", image: "registry.example/db:1.0.0", volumeMounts: [{ name: "data", mountPath: "/data" }] },
    };

    const database = (name: string, replicas: number) => ({
        ...{ apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name } },
        spec: {
            ...{ serviceName: name, replicas, selector: { matchLabels: { app: name } } },
            template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
            volumeClaimTemplates: [
                {
                    metadata: { name: "data" },
                    spec: {
                        ...{ accessModes: ["ReadWriteOnce"], storageClassName: "quick" },
                        resources: { requests: { storage: "1Gi" } },
                    },
                },
            ],
        },
    });

    async function drained(limitSeconds: number) {
        const cluster = await reachCluster(plane().cluster.kubeconfigPath, new AbortController().signal);
        const isOwned = ownedBy([
            { type: "kubernetes:core/v1:Service", id: "team/own" },
            { type: "kubernetes:apps/v1:StatefulSet", id: "team/own" },
            { type: "kubernetes:core/v1:PersistentVolumeClaimPatch", id: "team/data-own-0" },
        ]);
        return drain(cluster, {
            ...{ kinds: [{ apiVersion: "karpenter.sh/v1", kind: "NodePool" }], isOwned, limitSeconds },
            ...{ pauseMilliseconds: 200, note: (line: string) => notes.push(line) },
        });
    }

    before(async () => {
        const { create } = plane();
        await create("/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "team" } });
        await create(SERVICES, service("own"));
        await create(SERVICES, service("theirs", [FINALIZER]));
        await create(INGRESSES, {
            ...{ apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name: "web" } },
            spec: { defaultBackend: { service: { name: "theirs", port: { number: 80 } } } },
        });
        await create("/apis/storage.k8s.io/v1/storageclasses", {
            ...{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: "quick" } },
            ...{ provisioner: "ebs.csi.aws.com", reclaimPolicy: "Delete", volumeBindingMode: "WaitForFirstConsumer" },
        });
        // Of the stack's own set the state knows the first claim alone, as where somebody has scaled it.
        await create(SETS, database("own", 2));
        await create(SETS, database("db", 1));
        for (const name of ["data-db-0", "data-own-0", "data-own-1"]) {
            await eventually(`the bound claim ${name}`, async () => {
                const claim = await plane().get<{ status?: { phase?: string } }>(`${CLAIMS}/${name}`);
                return claim?.status?.phase === "Bound" ? claim : undefined;
            });
        }
    });

    it("ends with what a finalizer holds, and has touched nothing that comes later", async () => {
        const survivors = await drained(2);
        assert.match(
            survivorLines(survivors).join("\n"),
            /^ {2}Service team\/theirs: held by .*example\.com\/load-balancer.* \(in AWS: k8s-team-theirs-\w+\.elb\.local\)$/,
        );
        assert.equal(await plane().get(`${INGRESSES}/web`), undefined);
        assert.ok(await plane().get(`${SETS}/db`));
    });

    it("goes on when its controller has let it go, and leaves neither claim nor volume, and the stack's own alone", async () => {
        const release = JSON.stringify({ metadata: { finalizers: null } });
        const letGo = drained(60);
        await eventually("the deletion", async () => {
            const waiting = await plane().get<{ metadata: { deletionTimestamp?: string } }>(`${SERVICES}/theirs`);
            return waiting?.metadata.deletionTimestamp;
        });
        plane().kubectl(["--namespace", "team", "patch", "service", "theirs", "--type", "merge", "--patch", release]);
        assert.deepEqual(survivorLines(await letGo), []);
        for (const path of [`${SERVICES}/theirs`, `${SETS}/db`, `${CLAIMS}/data-db-0`]) {
            assert.equal(await plane().get(path), undefined, path);
        }
        const volumes = await plane().get<{ items: readonly { spec: { claimRef: { name: string } } }[] }>(
            "/api/v1/persistentvolumes",
        );
        const claimed = volumes?.items.map(({ spec }) => spec.claimRef.name).sort();
        assert.deepEqual(claimed, ["data-own-0", "data-own-1"]);
        for (const path of [`${SERVICES}/own`, `${SETS}/own`, `${CLAIMS}/data-own-0`, `${CLAIMS}/data-own-1`]) {
            const kept = await plane().get<{ metadata: { deletionTimestamp?: string } }>(path);
            assert.ok(kept, path);
            assert.equal(kept.metadata.deletionTimestamp, undefined, path);
        }
        assert.match(
            notes.join("\n"),
            /draining 1 claims that are not the stack's: PersistentVolumeClaim team\/data-db-0/,
        );
    });

    it("has nothing to do a second time", async () => {
        notes.length = 0;
        assert.deepEqual([await drained(10), notes], [[], []]);
    });

    it("says of whoever may not look what was asked, and what the API server answered", async () => {
        const { kubectl } = plane();
        kubectl(["--namespace", "team", "create", "serviceaccount", "visitor"]);
        const token = kubectl(["--namespace", "team", "create", "token", "visitor"]).trim();
        const { clusters } = JSON.parse(kubectl(["config", "view", "--raw", "--output", "json"]));
        const kubeconfig = JSON.stringify({
            ...{ apiVersion: "v1", kind: "Config", clusters, users: [{ name: "visitor", user: { token } }] },
            contexts: [{ name: "visitor", context: { cluster: clusters[0].name, user: "visitor" } }],
            "current-context": "visitor",
        });
        const cluster = await reachCluster(kubeconfig, new AbortController().signal);
        await assert.rejects(planDrain(cluster, [], { limitSeconds: 10, note: () => undefined }), (error: Error) => {
            assert.equal(error.name, "UserError");
            assert.match(error.message, /to list all of Ingress \(networking\.k8s\.io\/v1\): ingresses.* is forbidden/);
            assert.match(error.message, /Next step: Give who runs this the right to list it in every namespace/);
            return true;
        });
    });
});
