import assert from "node:assert/strict";
import type { JsonObject, KubeObject } from "../../../../providers/kubernetes/object";
import { readinessRule } from "../../../../providers/kubernetes/readiness/rules";

interface Parts {
    readonly spec?: JsonObject;
    readonly status?: JsonObject;
    readonly generation?: number;
}

/** `ready`, or the state and message of a readiness. */
function readiness(apiVersion: string, kind: string, parts: Parts, related: KubeObject[] = []): string {
    const { generation = 1, spec = {}, status = {} } = parts;
    const object = { apiVersion, kind, metadata: { name: "x", namespace: "default", generation }, spec, status };
    const rule = readinessRule(object);
    assert.ok(rule, `${kind} has no rule`);
    const result = rule.evaluate(object, related);
    return result.state === "ready" ? "ready" : `${result.state}: ${result.message}`;
}

const condition = (type: string, status: string, reason = "", message = "") => ({ type, status, reason, message });

describe("readiness", () => {
    describe("of a Deployment", () => {
        const rolledOut = { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
        const deployment = (status: JsonObject, spec: JsonObject = {}, generation = 1) =>
            readiness("apps/v1", "Deployment", { spec: { replicas: 2, ...spec }, status, generation });

        it("is there when all replicas are updated and available", () => {
            assert.equal(deployment(rolledOut), "ready");
        });

        it("waits for the controller to see the change", () => {
            assert.match(deployment(rolledOut, {}, 2), /^waiting: the controller has not seen/);
        });

        it("waits for new replicas, then for old ones to stop, then for availability", () => {
            assert.equal(deployment({ ...rolledOut, updatedReplicas: 1 }), "waiting: 1 of 2 replicas updated");
            assert.equal(deployment({ ...rolledOut, replicas: 3 }), "waiting: 1 old replicas still to stop");
            assert.equal(deployment({ ...rolledOut, availableReplicas: 0 }), "waiting: 0 of 2 replicas available");
        });

        it("fails when the rollout makes no progress", () => {
            const progressing = condition("Progressing", "False", "ProgressDeadlineExceeded", "timed out");
            assert.equal(deployment({ ...rolledOut, conditions: [progressing] }), "failed: timed out");
        });

        it("fails at once when Pod Security refuses its pods, but waits when a quota does", () => {
            const refused = (message: string) =>
                deployment({
                    observedGeneration: 1,
                    conditions: [condition("ReplicaFailure", "True", "FailedCreate", message)],
                });
            assert.match(refused('violates PodSecurity "restricted"'), /^failed: /);
            assert.match(refused("exceeded quota: compute"), /^waiting: exceeded quota/);
        });

        it("asks nothing of a paused one, and no replicas of one scaled to zero", () => {
            assert.equal(deployment({ observedGeneration: 1 }, { paused: true }), "ready");
            assert.equal(deployment({ observedGeneration: 1 }, { replicas: 0 }), "ready");
        });

        it("expects one replica where the spec says none", () => {
            const parts = { spec: {}, status: { observedGeneration: 1 } };
            assert.equal(readiness("apps/v1", "Deployment", parts), "waiting: 0 of 1 replicas updated");
        });
    });

    describe("of a StatefulSet", () => {
        const set = (status: JsonObject, spec: JsonObject = {}) =>
            readiness("apps/v1", "StatefulSet", {
                spec: { replicas: 3, ...spec },
                status: { observedGeneration: 1, ...status },
            });

        it("waits for ready replicas, then for updated ones", () => {
            assert.equal(set({ readyReplicas: 1 }), "waiting: 1 of 3 replicas ready");
            assert.equal(set({ readyReplicas: 3, updatedReplicas: 2 }), "waiting: 2 of 3 replicas updated");
            assert.equal(set({ readyReplicas: 3, updatedReplicas: 3 }), "ready");
        });

        it("leaves the replicas below the partition as they are", () => {
            const updateStrategy = { type: "RollingUpdate", rollingUpdate: { partition: 2 } };
            assert.equal(set({ readyReplicas: 3, updatedReplicas: 1 }, { updateStrategy }), "ready");
        });

        it("does not wait for updates that happen on deletion", () => {
            assert.equal(
                set({ readyReplicas: 3, updatedReplicas: 0 }, { updateStrategy: { type: "OnDelete" } }),
                "ready",
            );
        });
    });

    it("of a DaemonSet is there when every node that should has an updated, available pod", () => {
        const set = (updated: number, available: number) =>
            readiness("apps/v1", "DaemonSet", {
                status: {
                    observedGeneration: 1,
                    desiredNumberScheduled: 2,
                    updatedNumberScheduled: updated,
                    numberAvailable: available,
                },
            });
        assert.equal(set(1, 2), "waiting: 1 of 2 pods updated");
        assert.equal(set(2, 1), "waiting: 1 of 2 pods available");
        assert.equal(set(2, 2), "ready");
    });

    it("of a Job is its completion, or its failure with the reason", () => {
        const job = (conditions: JsonObject[], spec: JsonObject = {}) =>
            readiness("batch/v1", "Job", { spec, status: { conditions } });
        assert.equal(job([]), "waiting: 0 of 1 completions");
        assert.equal(job([condition("Complete", "True")]), "ready");
        assert.equal(
            job([condition("Failed", "True", "BackoffLimitExceeded", "too many failures")]),
            "failed: too many failures",
        );
        assert.equal(job([], { suspend: true }), "ready");
    });

    describe("of a Pod", () => {
        const pod = (status: JsonObject) => readiness("v1", "Pod", { status });

        it("is there when it is ready or has succeeded", () => {
            assert.equal(pod({ phase: "Running", conditions: [condition("Ready", "True")] }), "ready");
            assert.equal(pod({ phase: "Succeeded" }), "ready");
        });

        it("tells why it is not: scheduling, images, crashes", () => {
            assert.equal(
                pod({
                    phase: "Pending",
                    conditions: [condition("PodScheduled", "False", "Unschedulable", "no nodes")],
                }),
                "waiting: Unschedulable: no nodes",
            );
            const waitingContainer = {
                name: "main",
                ready: false,
                state: { waiting: { reason: "ImagePullBackOff", message: "not found" } },
            };
            assert.equal(
                pod({ phase: "Pending", containerStatuses: [waitingContainer] }),
                "waiting: container main: ImagePullBackOff: not found",
            );
            const dead = { name: "main", ready: false, state: { terminated: { reason: "Error", exitCode: 3 } } };
            assert.equal(
                pod({ phase: "Failed", containerStatuses: [dead] }),
                "failed: container main: Error (exit code 3)",
            );
        });
    });

    describe("of a Service", () => {
        const slice = (ready?: boolean): KubeObject => {
            const endpoint = ready === undefined ? {} : { conditions: { ready } };
            return {
                apiVersion: "discovery.k8s.io/v1",
                kind: "EndpointSlice",
                metadata: {},
                endpoints: [endpoint],
            } as KubeObject;
        };
        const service = (spec: JsonObject, slices: KubeObject[] = [], status: JsonObject = {}) =>
            readiness("v1", "Service", { spec, status }, slices);

        it("needs a pod that answers", () => {
            assert.match(service({ selector: { app: "x" } }), /^waiting: no pod answers/);
            assert.match(service({ selector: { app: "x" } }, [slice(false)]), /^waiting/);
            assert.equal(service({ selector: { app: "x" } }, [slice(false), slice(true)]), "ready");
        });

        it("takes an endpoint without a condition for a ready one", () => {
            assert.equal(service({ selector: { app: "x" } }, [slice()]), "ready");
        });

        it("asks for no pod where there is none to expect", () => {
            assert.equal(service({ clusterIP: "None", selector: { app: "x" } }), "ready");
            assert.equal(service({}), "ready");
            assert.equal(service({ type: "ExternalName", externalName: "example.com" }), "ready");
        });

        it("needs an address as well when it is a load balancer", () => {
            const spec = { type: "LoadBalancer", selector: { app: "x" } };
            assert.match(service(spec, [slice(true)]), /^waiting: no load balancer address/);
            const status = { loadBalancer: { ingress: [{ hostname: "lb.example.com" }] } };
            assert.equal(service(spec, [slice(true)], status), "ready");
        });
    });

    it("of an Ingress is its address", () => {
        assert.match(readiness("networking.k8s.io/v1", "Ingress", {}), /^waiting: no ingress controller/);
        const status = { loadBalancer: { ingress: [{ ip: "192.0.2.1" }] } };
        assert.equal(readiness("networking.k8s.io/v1", "Ingress", { status }), "ready");
    });

    it("of a claim is its volume, unless its class waits for a pod", () => {
        const claim = (phase: string, volumeBindingMode?: string) => {
            const classes = volumeBindingMode ? [{ volumeBindingMode } as unknown as KubeObject] : [];
            return readiness("v1", "PersistentVolumeClaim", { status: { phase } }, classes);
        };
        assert.equal(claim("Bound"), "ready");
        assert.match(claim("Pending", "Immediate"), /^waiting/);
        assert.equal(claim("Pending", "WaitForFirstConsumer"), "ready");
        assert.match(claim("Lost"), /^failed/);
    });

    it("of a custom resource definition is that its kind is served", () => {
        const definition = (conditions: JsonObject[]) =>
            readiness("apiextensions.k8s.io/v1", "CustomResourceDefinition", { status: { conditions } });
        assert.match(definition([]), /^waiting/);
        assert.equal(definition([condition("Established", "True")]), "ready");
        assert.equal(
            definition([condition("NamesAccepted", "False", "ListKindConflict", "taken")]),
            "failed: ListKindConflict: taken",
        );
    });

    it("asks nothing of kinds that are what they are", () => {
        assert.equal(readinessRule({ apiVersion: "v1", kind: "ConfigMap", metadata: {} }), undefined);
    });

    it("tells namesakes of other groups apart", () => {
        assert.equal(readinessRule({ apiVersion: "serving.knative.dev/v1", kind: "Service", metadata: {} }), undefined);
    });
});
