import assert from "node:assert/strict";
import { mapAt, type PropertyMap, Secret } from "../../../simulator/protocol/values";
import { LiveStack } from "../live-stack";
import {
    configMap,
    configMapType,
    definitionType,
    deployment,
    deploymentType,
    secretType,
    useLiveStack,
} from "./fixtures";

describe("the Kubernetes provider in live mode", function () {
    this.timeout(60_000);
    const { plane, stack } = useLiveStack();

    describe("applying", () => {
        it("waits for the replicas, then finds nothing to change and no drift", async () => {
            assert.equal(await stack().up("web", deploymentType, deployment("web", { replicas: 2 })), "create");
            assert.equal(mapAt(stack().resource("web").outputs, "status").availableReplicas, 2);
            assert.equal(await stack().up("web", deploymentType, deployment("web", { replicas: 2 })), "same");
            assert.deepEqual(await stack().refresh("web"), []);
            assert.equal(await stack().up("web", deploymentType, deployment("web", { replicas: 2 })), "same");
        });

        it("updates in place and removes what the program no longer says", async () => {
            const mutable = await LiveStack.configure({
                kubeconfig: plane().cluster.kubeconfigPath,
                enableConfigMapMutable: "true",
            });
            await mutable.up("settings", configMapType, configMap("in-place", { a: "1" }, { note: "old" }));
            const uid = mapAt(mutable.resource("settings").outputs, "metadata").uid;
            assert.equal(await mutable.up("settings", configMapType, configMap("in-place", { b: "2" })), "update");
            const live = await plane().get<{ metadata: PropertyMap; data: PropertyMap }>(
                "/api/v1/namespaces/default/configmaps/in-place",
            );
            assert.equal(live?.metadata.uid, uid);
            assert.deepEqual(live?.data, { b: "2" });
            assert.equal(live?.metadata.annotations, undefined);
        });

        it("replaces an object when an immutable field changes", async () => {
            await stack().up("replaced", deploymentType, deployment("replaced", { replicas: 0 }));
            const uid = mapAt(stack().resource("replaced").outputs, "metadata").uid;
            const changed = deployment("replaced", { replicas: 0, selector: { tier: "front" } });
            await stack().preview("replaced", deploymentType, changed);
            assert.equal(await stack().up("replaced", deploymentType, changed), "replace");
            assert.notEqual(mapAt(stack().resource("replaced").outputs, "metadata").uid, uid);
        });

        it("makes up a name that lasts, and puts the object into the default namespace", async () => {
            const unnamed = { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" } };
            await stack().up("unnamed", configMapType, unnamed);
            assert.match(stack().resource("unnamed").id, /^default\/unnamed-[0-9a-f]{8}$/);
            assert.equal(await stack().up("unnamed", configMapType, unnamed), "same");
            assert.deepEqual(await stack().refresh("unnamed"), []);
        });

        it("keeps the contents of a Secret secret in inputs and outputs", async () => {
            const args = {
                apiVersion: "v1",
                kind: "Secret",
                metadata: { name: "password", namespace: "default" },
                stringData: { password: "hunter2" },
            };
            await stack().up("password", secretType, args);
            const { inputs, outputs } = stack().resource("password");
            for (const properties of [inputs, outputs, mapAt(outputs, "__inputs")]) {
                assert.ok(properties.data instanceof Secret);
                assert.equal(properties.stringData, undefined);
            }
            assert.equal(await stack().up("password", secretType, args), "same");
            assert.deepEqual(await stack().refresh("password"), []);
        });

        it("creates a custom resource whose definition is created at the same time", async () => {
            const definition = {
                apiVersion: "apiextensions.k8s.io/v1",
                kind: "CustomResourceDefinition",
                metadata: { name: "widgets.example.com" },
                spec: {
                    group: "example.com",
                    names: { kind: "Widget", plural: "widgets" },
                    scope: "Cluster",
                    versions: [
                        {
                            name: "v1",
                            served: true,
                            storage: true,
                            schema: {
                                openAPIV3Schema: {
                                    type: "object",
                                    properties: {
                                        spec: { type: "object", properties: { size: { type: "integer" } } },
                                    },
                                },
                            },
                        },
                    ],
                },
            };
            const widget = {
                apiVersion: "example.com/v1",
                kind: "Widget",
                metadata: { name: "one" },
                spec: { size: 3 },
            };
            await Promise.all([
                stack().up("definition", definitionType, definition),
                stack().up("widget", "kubernetes:example.com/v1:Widget", widget),
            ]);
            assert.equal(stack().resource("widget").id, "one");
            for (const name of ["definition", "widget"]) assert.deepEqual(await stack().refresh(name), []);
            await stack().destroy("definition");
            await stack().destroy("widget");
        });

        it("patches an object that it does not own, and takes only the patch back", async () => {
            const patch = {
                apiVersion: "v1",
                kind: "Namespace",
                metadata: { name: "default", labels: { team: "platform" } },
            };
            await stack().up("labels", "kubernetes:core/v1:NamespacePatch", patch);
            const labels = async () =>
                (await plane().get<{ metadata: { labels: PropertyMap } }>("/api/v1/namespaces/default"))?.metadata
                    .labels;
            assert.equal((await labels())?.team, "platform");
            await stack().destroy("labels");
            assert.equal((await labels())?.team, undefined);
            assert.equal((await labels())?.["kubernetes.io/metadata.name"], "default");
        });
    });

    describe("drift", () => {
        it("shows a Deployment that was scaled by hand, and scales it back", async () => {
            await stack().up("scaled", deploymentType, deployment("scaled", { replicas: 2 }));
            const other = await LiveStack.configure({ kubeconfig: plane().cluster.kubeconfigPath });
            const byHand = {
                apiVersion: "apps/v1",
                kind: "Deployment",
                metadata: {
                    name: "scaled",
                    namespace: "default",
                    annotations: { "pulumi.com/patchFieldManager": "somebody" },
                },
                spec: { replicas: 3 },
            };
            await other.up("by-hand", "kubernetes:apps/v1:DeploymentPatch", byHand);
            assert.deepEqual(await stack().refresh("scaled"), ["spec.replicas"]);
            assert.equal(await stack().up("scaled", deploymentType, deployment("scaled", { replicas: 2 })), "update");
            assert.equal(mapAt(stack().resource("scaled").outputs, "spec").replicas, 2);
            assert.deepEqual(await stack().refresh("scaled"), []);
        });

        it("finds an object gone that was deleted by hand, and makes it again", async () => {
            await stack().up("lost", configMapType, configMap("lost", { a: "1" }));
            await plane().remove("/api/v1/namespaces/default/configmaps/lost");
            assert.equal(await stack().refresh("lost"), "gone");
            assert.equal(await stack().up("lost", configMapType, configMap("lost", { a: "1" })), "create");
        });

        it("reads an object that is imported", async () => {
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("imported", { a: "1" }));
            const type = configMapType;
            const request = { urn: "urn:imported", type, name: "imported", id: "default/imported" };
            const read = await stack().provider.read({ ...request, oldInputs: undefined, oldOutputs: undefined });
            assert.deepEqual(read?.inputs.data, { a: "1" });
            assert.deepEqual(read?.inputs.metadata, { name: "imported", namespace: "default" });
        });
    });

    describe("objects that exist already", () => {
        it("carries on with what a killed run left, without a second object", async () => {
            await stack().up("left", configMapType, configMap("left", { a: "1" }));
            const uid = mapAt(stack().resource("left").outputs, "metadata").uid;
            const next = await LiveStack.configure({ kubeconfig: plane().cluster.kubeconfigPath });
            assert.equal(await next.up("left", configMapType, configMap("left", { a: "2" })), "create");
            assert.equal(mapAt(next.resource("left").outputs, "metadata").uid, uid);
            assert.deepEqual(mapAt(next.resource("left").outputs, "data"), { a: "2" });
        });

        it("refuses one that somebody else made, in the preview too, unless it is told to take it over", async () => {
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("foreign", { a: "1" }));
            const args = configMap("foreign", { a: "2" });
            const expected = /ConfigMap default\/foreign already exists.*import it.*patchForce/;
            await assert.rejects(stack().preview("foreign", configMapType, args), expected);
            await assert.rejects(stack().up("foreign", configMapType, args), expected);
            const forced = configMap("foreign", { a: "2" }, { "pulumi.com/patchForce": "true" });
            assert.equal(await stack().up("foreign", configMapType, forced), "create");
        });

        it("keeps an object whose resource was renamed without an alias", async () => {
            await stack().up("before", configMapType, configMap("renamed", { a: "1" }));
            await stack().up("after", configMapType, configMap("renamed", { a: "1" }));
            await stack().destroy("before");
            assert.deepEqual(await stack().refresh("after"), []);
        });
    });
});
