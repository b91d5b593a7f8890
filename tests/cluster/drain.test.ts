import assert from "node:assert/strict";
import { reachCluster } from "../../cli/engine/drain/cluster";
import { drain } from "../../cli/engine/drain/drain";
import { ownedBy } from "../../cli/engine/drain/owned";
import { survivorLines } from "../../cli/output/survivors";
import { eventually, usePlane } from "./plane";

const SERVICES = "/api/v1/namespaces/team/services";
const INGRESSES = "/apis/networking.k8s.io/v1/namespaces/team/ingresses";
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

    async function drained(limitSeconds: number) {
        const cluster = await reachCluster(plane().cluster.kubeconfigPath, new AbortController().signal);
        const isOwned = ownedBy([{ type: "kubernetes:core/v1:Service", id: "team/own" }]);
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
        await create("/apis/apps/v1/namespaces/team/statefulsets", {
            ...{ apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "db" } },
            spec: {
                ...{ serviceName: "db", replicas: 1, selector: { matchLabels: { app: "db" } } },
                template: { metadata: { labels: { app: "db" } }, spec: { containers: [container] } },
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
        await eventually("a bound claim", async () => {
            const claim = await plane().get<{ status?: { phase?: string } }>(
                "/api/v1/namespaces/team/persistentvolumeclaims/data-db-0",
            );
            return claim?.status?.phase === "Bound" ? claim : undefined;
        });
    });

    it("ends with what a finalizer holds, and has touched nothing that comes later", async () => {
        const survivors = await drained(2);
        assert.match(
            survivorLines(survivors).join("\n"),
            /^ {2}Service team\/theirs: held by .*example\.com\/load-balancer.* \(in AWS: k8s-team-theirs-\w+\.elb\.local\)$/,
        );
        assert.equal(await plane().get(`${INGRESSES}/web`), undefined);
        assert.ok(await plane().get("/apis/apps/v1/namespaces/team/statefulsets/db"));
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
        for (const path of [
            `${SERVICES}/theirs`,
            "/apis/apps/v1/namespaces/team/statefulsets/db",
            "/api/v1/namespaces/team/persistentvolumeclaims/data-db-0",
        ]) {
            assert.equal(await plane().get(path), undefined, path);
        }
        const volumes = await plane().get<{ items: readonly unknown[] }>("/api/v1/persistentvolumes");
        assert.deepEqual(volumes?.items, []);
        assert.ok(await plane().get(`${SERVICES}/own`));
        assert.match(
            notes.join("\n"),
            /draining 1 claims that are not the stack's: PersistentVolumeClaim team\/data-db-0/,
        );
    });

    it("has nothing to do a second time", async () => {
        notes.length = 0;
        assert.deepEqual([await drained(10), notes], [[], []]);
    });
});
