import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type {
    CoreV1EventList,
    V1Deployment,
    V1Job,
    V1Namespace,
    V1PersistentVolume,
    V1Service,
    V1StatefulSet,
} from "@kubernetes/client-node";
import { controlPlaneStatus, type PartStatus, startControlPlane, stopControlPlane } from "../../local";
import { eventually, usePlane } from "./plane";

describe("the embedded control plane", function () {
    this.timeout(60_000);
    const plane = usePlane();

    const createNamespace = (name: string, labels: Record<string, string> = {}) =>
        plane().create("/api/v1/namespaces", { metadata: { name, labels } });

    describe("runs workloads", () => {
        it("makes a Deployment with probes available, spread over three zones", async () => {
            await createNamespace("deployments");
            await plane().create("/apis/apps/v1/namespaces/deployments/deployments", deployment(3));
            const ready = await eventually("3 available replicas", async () => {
                const found = await plane().get<V1Deployment>("/apis/apps/v1/namespaces/deployments/deployments/web");
                return found?.status?.availableReplicas === 3 ? found : undefined;
            });
            assert.equal(ready.status?.readyReplicas, 3);
            const pods = await plane().get<{ items: { spec: { nodeName: string } }[] }>(
                "/api/v1/namespaces/deployments/pods",
            );
            const nodes = new Set(pods?.items.map(({ spec }) => spec.nodeName));
            assert.deepEqual([...nodes].sort(), ["node-a", "node-b", "node-c"]);
        });

        it("completes a Job", async () => {
            await createNamespace("jobs");
            await plane().create("/apis/batch/v1/namespaces/jobs/jobs", {
                metadata: { name: "once" },
                spec: { template: { spec: { restartPolicy: "Never", containers: [CONTAINER] } } },
            });
            await eventually("a completed Job", async () => {
                const job = await plane().get<V1Job>("/apis/batch/v1/namespaces/jobs/jobs/once");
                return job?.status?.conditions?.find(({ type, status }) => type === "Complete" && status === "True");
            });
        });

        it("gives a StatefulSet the volume that its storage class promises, in the zone of its pod, and takes it back", async () => {
            await createNamespace("volumes");
            await plane().create("/apis/storage.k8s.io/v1/storageclasses", {
                metadata: { name: "gp3" },
                provisioner: "ebs.csi.aws.com",
                volumeBindingMode: "WaitForFirstConsumer",
            });
            const sets = "/apis/apps/v1/namespaces/volumes/statefulsets";
            await plane().create(sets, statefulSet("gp3", "2Gi"));
            await eventually("a ready replica", async () => {
                const set = await plane().get<V1StatefulSet>(`${sets}/database`);
                return set?.status?.readyReplicas === 1 ? set : undefined;
            });

            const volume = await onlyVolumeOf("volumes");
            assert.equal(volume?.spec?.capacity?.storage, "2Gi");
            assert.equal(volume?.spec?.csi?.driver, "ebs.csi.aws.com");
            assert.equal(volume?.status?.phase, "Bound");
            const pod = await plane().get<{ spec: { nodeName: string } }>("/api/v1/namespaces/volumes/pods/database-0");
            const zone = volume?.spec?.nodeAffinity?.required?.nodeSelectorTerms[0]?.matchExpressions?.[0]?.values;
            assert.deepEqual(zone, [pod?.spec.nodeName.replace("node-", "local-")]);

            await plane().remove(`${sets}/database`);
            await plane().remove("/api/v1/namespaces/volumes/persistentvolumeclaims/data-database-0");
            await eventually("the volume's end", async () => ((await onlyVolumeOf("volumes")) ? undefined : true));
        });

        it("lets a namespace go that is empty, and keeps one as long as it holds something", async () => {
            await createNamespace("empty");
            await createNamespace("held");
            const configMaps = "/api/v1/namespaces/held/configmaps";
            await plane().create(configMaps, { metadata: { name: "held", finalizers: ["example.com/clean-up"] } });
            await plane().remove("/api/v1/namespaces/empty");
            await plane().remove("/api/v1/namespaces/held");
            await eventually("the end of the empty one", async () =>
                (await plane().get("/api/v1/namespaces/empty")) ? undefined : true,
            );
            // Said by kube-controller-manager, which comes later.
            await eventually("what holds the other", async () => {
                const held = await plane().get<V1Namespace>("/api/v1/namespaces/held");
                const remaining = held?.status?.conditions?.find(({ type }) => type === "NamespaceFinalizersRemaining");
                return remaining?.status === "True" || undefined;
            });
            assert.ok(await plane().get(`${configMaps}/held`));
            // Nothing of the first is in its successor.
            await createNamespace("empty");
            assert.deepEqual((await plane().get<CoreV1EventList>("/api/v1/namespaces/empty/events"))?.items, []);
        });

        it("gives a Service of type LoadBalancer an address, and no other Service", async () => {
            await createNamespace("addresses");
            const services = "/api/v1/namespaces/addresses/services";
            const spec = { selector: { app: "web" }, ports: [{ port: 80 }] };
            await plane().create(services, { metadata: { name: "inside" }, spec });
            await plane().create(services, { metadata: { name: "outside" }, spec: { ...spec, type: "LoadBalancer" } });
            const hostname = await eventually("an address", async () => {
                const service = await plane().get<V1Service>(`${services}/outside`);
                return service?.status?.loadBalancer?.ingress?.[0]?.hostname;
            });
            assert.match(hostname, /^k8s-addresse-outside-[0-9a-f]{10}\.elb\.local$/);
            const inside = await plane().get<V1Service>(`${services}/inside`);
            assert.equal(inside?.status?.loadBalancer?.ingress, undefined);
        });

        async function onlyVolumeOf(namespace: string): Promise<V1PersistentVolume | undefined> {
            const volumes = await plane().get<{ items: V1PersistentVolume[] }>("/api/v1/persistentvolumes");
            return volumes?.items.find(({ spec }) => spec?.claimRef?.namespace === namespace);
        }
    });

    describe("is secure", () => {
        it("refuses a privileged pod in a namespace with the restricted profile", async () => {
            await createNamespace("restricted", { "pod-security.kubernetes.io/enforce": "restricted" });
            const { status, message } = await plane().tryCreate("/api/v1/namespaces/restricted/pods", {
                metadata: { name: "privileged" },
                spec: { containers: [{ ...CONTAINER, securityContext: { privileged: true } }] },
            });
            assert.equal(status, 403);
            assert.match(message, /violates PodSecurity "restricted:latest": privileged/);
        });

        it("answers nobody who has no valid token", async () => {
            const { status } = await plane().tryCreate(
                "/api/v1/namespaces",
                { metadata: { name: "anonymous" } },
                "wrong",
            );
            assert.equal(status, 401);
        });

        it("keeps its files for their owner alone", () => {
            const open = filesBelow(plane().directory).filter((path) => (statSync(path).mode & 0o077) !== 0);
            assert.deepEqual(open, []);
        });
    });

    describe("recovers", () => {
        it("is found again by a second start", async () => {
            const before = await controlPlaneStatus();
            assert.deepEqual(await startControlPlane(), plane().cluster);
            const after = await controlPlaneStatus();
            assert.deepEqual(pidsOf(after.parts), pidsOf(before.parts));
        });

        it("starts a killed part again, reports it, and keeps its data", async () => {
            await createNamespace("before-the-crash");
            const { pid } = await part("kube-apiserver");
            assert.ok(pid);
            process.kill(pid, "SIGKILL");
            const cluster = await eventually("a crash on record", async () => {
                const { restarts } = await part("kube-apiserver");
                return restarts === 1 ? startControlPlane() : undefined;
            });
            assert.deepEqual(cluster, plane().cluster);
            const apiserver = await part("kube-apiserver");
            assert.equal(apiserver.lastExit?.reason, "signal SIGKILL");
            assert.notEqual(apiserver.pid, pid);
            assert.ok(await plane().get("/api/v1/namespaces/before-the-crash"));
            assert.equal((await controlPlaneStatus()).state, "running");
        });

        it("answers for the cloud again after the API server was restarted", async () => {
            await createNamespace("after-the-crash");
            const services = "/api/v1/namespaces/after-the-crash/services";
            await plane().create(services, {
                metadata: { name: "late" },
                spec: { type: "LoadBalancer", ports: [{ port: 80 }] },
            });
            await eventually("an address", async () => {
                const service = await plane().get<V1Service>(`${services}/late`);
                return service?.status?.loadBalancer?.ingress?.[0];
            });
        });

        it("is taken over with its data when its supervisor was killed", async () => {
            await createNamespace("before-the-kill");
            const before = await controlPlaneStatus();
            const { pid } = await part("supervisor");
            assert.ok(pid);
            process.kill(pid, "SIGKILL");
            await eventually("a degraded state", async () =>
                (await controlPlaneStatus()).state === "degraded" ? true : undefined,
            );

            assert.deepEqual(await startControlPlane(), plane().cluster);
            const after = await controlPlaneStatus();
            assert.equal(after.state, "running");
            assert.equal(pidsOf(after.parts).filter((each) => pidsOf(before.parts).includes(each)).length, 0);
            assert.equal(processesNaming(plane().directory).length, after.parts.length);
            assert.ok(await plane().get("/api/v1/namespaces/before-the-kill"));
        });
    });

    describe("is stopped", () => {
        it("and leaves no process and no data", async () => {
            await stopControlPlane();
            assert.deepEqual(processesNaming(plane().directory), []);
            assert.equal(existsSync(plane().directory), false);
            assert.equal((await controlPlaneStatus()).state, "stopped");
            await stopControlPlane();
        });
    });
});

const CONTAINER = { name: "main", image: "example.org/app:1.0.0" };

function deployment(replicas: number): object {
    const probe = { httpGet: { path: "/", port: 8080 } };
    return {
        metadata: { name: "web" },
        spec: {
            replicas,
            selector: { matchLabels: { app: "web" } },
            template: {
                metadata: { labels: { app: "web" } },
                spec: {
                    containers: [{ ...CONTAINER, readinessProbe: probe, livenessProbe: probe, startupProbe: probe }],
                    topologySpreadConstraints: [
                        {
                            maxSkew: 1,
                            topologyKey: "topology.kubernetes.io/zone",
                            whenUnsatisfiable: "DoNotSchedule",
                            labelSelector: { matchLabels: { app: "web" } },
                        },
                    ],
                },
            },
        },
    };
}

function statefulSet(storageClassName: string, storage: string): object {
    return {
        metadata: { name: "database" },
        spec: {
            serviceName: "database",
            replicas: 1,
            selector: { matchLabels: { app: "database" } },
            template: { metadata: { labels: { app: "database" } }, spec: { containers: [CONTAINER] } },
            volumeClaimTemplates: [
                {
                    metadata: { name: "data" },
                    spec: { accessModes: ["ReadWriteOnce"], storageClassName, resources: { requests: { storage } } },
                },
            ],
        },
    };
}

async function part(name: PartStatus["name"]): Promise<PartStatus> {
    const found = (await controlPlaneStatus()).parts.find((each) => each.name === name);
    assert.ok(found);
    return found;
}

function pidsOf(parts: readonly PartStatus[]): (number | undefined)[] {
    return parts.map(({ pid }) => pid);
}

function filesBelow(directory: string): string[] {
    return readdirSync(directory, { recursive: true, encoding: "utf8" }).map((path) => join(directory, path));
}

/** The processes whose command line or environment names the directory. */
function processesNaming(directory: string): string[] {
    return readdirSync("/proc")
        .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
        .filter((pid) => ["cmdline", "environ"].some((file) => readProc(pid, file).includes(directory)));
}

function readProc(pid: string, file: string): string {
    try {
        return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
        return "";
    }
}
