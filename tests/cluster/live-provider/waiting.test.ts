import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { mapAt } from "../../../core/engine/values";
import { LiveStack } from "../live-stack";
import {
    CONFIG_MAP_TYPE,
    configMap,
    DEPLOYMENT_TYPE,
    deployment,
    NAMESPACE_TYPE,
    partialFailure,
    SERVICE_TYPE,
    service,
    useLiveStack,
} from "./fixtures";

describe("the Kubernetes provider in live mode", function () {
    this.timeout(60_000);
    const { plane, stack } = useLiveStack();

    describe("waiting", () => {
        it("fails with the scheduler's words when a rollout makes no progress, and keeps the object", async () => {
            const stuck = deployment("stuck", {
                pod: { nodeSelector: { disk: "none" } },
                spec: { progressDeadlineSeconds: 2 },
            });
            const failure = await partialFailure(stack().up("stuck", DEPLOYMENT_TYPE, stuck));
            assert.equal(failure.id, "default/stuck");
            assert.match(failure.message, /Deployment default\/stuck: ReplicaSet "stuck-.*" has timed out progressing/);
            assert.match(failure.message, /didn't match Pod's node affinity\/selector/);
            assert.equal(mapAt(failure.outputs, "metadata").name, "stuck");
        });

        it("gives up after the seconds that the annotation allows, saying what it waited for", async () => {
            const lonely = service("lonely", { "pulumi.com/timeoutSeconds": "1" });
            const failure = await partialFailure(stack().up("lonely", SERVICE_TYPE, lonely));
            assert.match(failure.message, /Service default\/lonely: not ready after 1 seconds: no pod answers/);
        });

        it("says while it waits why nothing comes: a quota that is exceeded, which only events tell", async () => {
            const namespace = "full";
            await plane().create("/api/v1/namespaces", { metadata: { name: namespace } });
            const quota = { metadata: { name: "quota" }, spec: { hard: { pods: "0" } } };
            await plane().create(`/api/v1/namespaces/${namespace}/resourcequotas`, quota);
            const told: string[] = [];
            const telling = await LiveStack.configure(
                { kubeconfig: plane().cluster.kubeconfigPath },
                { progress: ({ message }) => told.push(message) },
            );
            const { spec } = deployment("db", { namespace });
            const set = {
                apiVersion: "apps/v1",
                kind: "StatefulSet",
                metadata: { name: "db", namespace },
                spec: { ...mapAt({ spec }, "spec"), serviceName: "db" },
            };
            await partialFailure(telling.up("db", "kubernetes:apps/v1:StatefulSet", set, 8));
            assert.ok(told.includes("0 of 1 replicas ready"), told.join("\n"));
            assert.match(told.at(-1) ?? "", /0 of 1 replicas ready; FailedCreate: .*exceeded quota: quota/);
        });

        it("does not wait where it is told not to", async () => {
            assert.equal(
                await stack().up("rash", SERVICE_TYPE, service("rash", { "pulumi.com/skipAwait": "true" })),
                "create",
            );
        });

        it("waits for a Service until a pod answers for it", async () => {
            const [first] = await Promise.all([
                stack().up("answered-service", SERVICE_TYPE, service("answered")),
                sleep(300).then(() => stack().up("answered", DEPLOYMENT_TYPE, deployment("answered"))),
            ]);
            assert.equal(first, "create");
        });

        it("stops at once when the update is cancelled, and says that the object exists", async () => {
            const waiting = stack().up("cancelled", SERVICE_TYPE, service("cancelled"));
            setTimeout(() => stack().provider.cancel?.(), 500);
            const started = Date.now();
            const failure = await partialFailure(waiting);
            assert.ok(Date.now() - started < 3_000);
            assert.match(failure.message, /cancelled/);
        });
    });

    describe("deleting", () => {
        it("waits until the object is gone, its dependents first", async () => {
            await stack().up("short", DEPLOYMENT_TYPE, deployment("short"));
            await stack().destroy("short");
            assert.equal(await plane().get("/apis/apps/v1/namespaces/default/deployments/short"), undefined);
        });

        it("deletes a namespace with all that is in it", async () => {
            const args = { apiVersion: "v1", kind: "Namespace", metadata: { name: "brief" } };
            await stack().up("brief", NAMESPACE_TYPE, args);
            await stack().up("inside", DEPLOYMENT_TYPE, deployment("inside", { namespace: "brief" }));
            await stack().destroy("brief");
            assert.equal(await plane().get("/api/v1/namespaces/brief"), undefined);
            await stack().destroy("inside");
        });

        it("names the finalizers that hold an object after the timeout", async () => {
            const held = configMap("held", { a: "1" });
            const metadata = { ...mapAt(held, "metadata"), finalizers: ["example.com/cleanup"] };
            await stack().up("held", CONFIG_MAP_TYPE, { ...held, metadata });
            await assert.rejects(
                stack().destroy("held", 1),
                /ConfigMap default\/held is still there after 1 seconds\. Its finalizers hold it: example\.com\/cleanup/,
            );
        });
    });
});
