import assert from "node:assert/strict";
import { mapAt, type PropertyMap, Secret } from "../../../core/engine/values";
import { LiveStack } from "../live-stack";
import { requireKubectl } from "../plane";
import {
    CONFIG_MAP_TYPE,
    configMap,
    DEFINITION_TYPE,
    DEPLOYMENT_TYPE,
    deployment,
    SECRET_TYPE,
    useLiveStack,
} from "./fixtures";

describe("the Kubernetes provider in live mode", function () {
    this.timeout(60_000);
    const { plane, stack } = useLiveStack();
    const kubeconfig = () => plane().cluster.kubeconfigPath;

    describe("applying", () => {
        it("waits for the replicas, then finds nothing to change and no drift", async () => {
            assert.equal(await stack().up("web", DEPLOYMENT_TYPE, deployment("web", { replicas: 2 })), "create");
            assert.equal(mapAt(stack().resource("web").outputs, "status").availableReplicas, 2);
            assert.equal(await stack().up("web", DEPLOYMENT_TYPE, deployment("web", { replicas: 2 })), "same");
            assert.deepEqual(await stack().refresh("web"), []);
            assert.equal(await stack().up("web", DEPLOYMENT_TYPE, deployment("web", { replicas: 2 })), "same");
        });

        it("updates in place and removes what the program no longer says", async () => {
            const mutable = await LiveStack.configure({
                kubeconfig: kubeconfig(),
                enableConfigMapMutable: "true",
            });
            await mutable.up("settings", CONFIG_MAP_TYPE, configMap("in-place", { a: "1" }, { note: "old" }));
            const uid = mapAt(mutable.resource("settings").outputs, "metadata").uid;
            assert.equal(await mutable.up("settings", CONFIG_MAP_TYPE, configMap("in-place", { b: "2" })), "update");
            const live = await plane().get<{ metadata: PropertyMap; data: PropertyMap }>(
                "/api/v1/namespaces/default/configmaps/in-place",
            );
            assert.equal(live?.metadata.uid, uid);
            assert.deepEqual(live?.data, { b: "2" });
            assert.equal(live?.metadata.annotations, undefined);
        });

        it("replaces an object when an immutable field changes", async () => {
            await stack().up("replaced", DEPLOYMENT_TYPE, deployment("replaced", { replicas: 0 }));
            const uid = mapAt(stack().resource("replaced").outputs, "metadata").uid;
            const changed = deployment("replaced", { replicas: 0, selector: { tier: "front" } });
            await stack().preview("replaced", DEPLOYMENT_TYPE, changed);
            assert.equal(await stack().up("replaced", DEPLOYMENT_TYPE, changed), "replace");
            assert.notEqual(mapAt(stack().resource("replaced").outputs, "metadata").uid, uid);
        });

        it("makes up a name that lasts, and puts the object into the default namespace", async () => {
            const unnamed = { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" } };
            await stack().up("unnamed", CONFIG_MAP_TYPE, unnamed);
            assert.match(stack().resource("unnamed").id, /^default\/unnamed-[0-9a-f]{8}$/);
            assert.equal(await stack().up("unnamed", CONFIG_MAP_TYPE, unnamed), "same");
            assert.deepEqual(await stack().refresh("unnamed"), []);
        });

        it("keeps the contents of a Secret secret in inputs and outputs", async () => {
            const args = {
                apiVersion: "v1",
                kind: "Secret",
                metadata: { name: "password", namespace: "default" },
                stringData: { password: "hunter2" },
            };
            await stack().up("password", SECRET_TYPE, args);
            const { inputs, outputs } = stack().resource("password");
            for (const properties of [inputs, outputs, mapAt(outputs, "__inputs")]) {
                assert.ok(properties.data instanceof Secret);
                assert.equal(properties.stringData, undefined);
            }
            assert.equal(await stack().up("password", SECRET_TYPE, args), "same");
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
                stack().up("definition", DEFINITION_TYPE, definition),
                stack().up("widget", "kubernetes:example.com/v1:Widget", widget),
            ]);
            assert.equal(stack().resource("widget").id, "one");
            for (const name of ["definition", "widget"]) {
                assert.deepEqual(await stack().refresh(name), []);
            }
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
        const scaleByHand = async (name: string) => {
            await stack().up(name, DEPLOYMENT_TYPE, deployment(name, { replicas: 2 }));
            plane().kubectl(["scale", "deployment", name, "--replicas=3"]);
            assert.deepEqual(await stack().refresh(name), ["spec.replicas"]);
        };

        it("shows a Deployment that was scaled by hand, and scales it back where the provider forces", async function () {
            requireKubectl(this);
            const forcing = await LiveStack.configure({ kubeconfig: kubeconfig(), enablePatchForce: "true" });
            await scaleByHand("scaled");
            const { resources } = stack();
            for (const [name, resource] of resources) {
                forcing.resources.set(name, resource);
            }
            assert.equal(await forcing.up("scaled", DEPLOYMENT_TYPE, deployment("scaled", { replicas: 2 })), "update");
            assert.equal(mapAt(forcing.resource("scaled").outputs, "spec").replicas, 2);
            assert.deepEqual(await forcing.refresh("scaled"), []);
        });

        it("ends in a conflict that names the other owner where the provider does not force, as the official one does", async function () {
            requireKubectl(this);
            await scaleByHand("contested");
            await assert.rejects(
                stack().up("contested", DEPLOYMENT_TYPE, deployment("contested", { replicas: 2 })),
                /conflict with "kubectl" .*\.spec\.replicas.*enablePatchForce/s,
            );
        });

        it("takes over what kubectl apply changed, without force", async function () {
            requireKubectl(this);
            await stack().up("applied", DEPLOYMENT_TYPE, deployment("applied", { replicas: 1 }));
            const byHand = deployment("applied", { replicas: 2 });
            plane().kubectl(["apply", "--server-side", "--force-conflicts", "-f", "-"], JSON.stringify(byHand));
            assert.deepEqual(await stack().refresh("applied"), ["spec.replicas"]);
            assert.equal(
                await stack().up("applied", DEPLOYMENT_TYPE, deployment("applied", { replicas: 1 })),
                "update",
            );
            assert.deepEqual(await stack().refresh("applied"), []);
        });

        it("refuses to update an object that was deleted by hand before a refresh has seen it", async () => {
            await stack().up("vanished", CONFIG_MAP_TYPE, configMap("vanished", {}, { note: "old" }));
            await plane().remove("/api/v1/namespaces/default/configmaps/vanished");
            await assert.rejects(
                stack().up("vanished", CONFIG_MAP_TYPE, configMap("vanished", {}, { note: "new" })),
                /ConfigMap default\/vanished is in this stack's state, but not in the cluster.*refresh/,
            );
        });

        it("finds an object gone that was deleted by hand, and makes it again", async () => {
            await stack().up("lost", CONFIG_MAP_TYPE, configMap("lost", { a: "1" }));
            await plane().remove("/api/v1/namespaces/default/configmaps/lost");
            assert.equal(await stack().refresh("lost"), "gone");
            assert.equal(await stack().up("lost", CONFIG_MAP_TYPE, configMap("lost", { a: "1" })), "create");
        });

        it("reads an object that is imported", async () => {
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("imported", { a: "1" }));
            const type = CONFIG_MAP_TYPE;
            const request = { urn: "urn:imported", type, name: "imported", id: "default/imported" };
            const read = await stack().provider.read({ ...request, oldInputs: undefined, oldOutputs: undefined });
            assert.deepEqual(read?.inputs.data, { a: "1" });
            assert.deepEqual(read?.inputs.metadata, { name: "imported", namespace: "default" });
        });
    });

    describe("objects that exist already", () => {
        const expected = /ConfigMap default\/foreign already exists.*import it under its id default\/foreign/;

        it("refuses one that is not in its state, in the preview too, whoever made it", async () => {
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("foreign", { a: "1" }));
            const args = configMap("foreign", { a: "2" }, { "pulumi.com/patchForce": "true" });
            await assert.rejects(stack().preview("foreign", CONFIG_MAP_TYPE, args), expected);
            await assert.rejects(stack().up("foreign", CONFIG_MAP_TYPE, args), expected);
        });

        it("refuses the second of two stacks that want one object, and leaves it to the first", async () => {
            await stack().up("shared", CONFIG_MAP_TYPE, configMap("shared", { a: "1" }));
            const other = await LiveStack.configure({ kubeconfig: kubeconfig() });
            await assert.rejects(
                other.up("shared", CONFIG_MAP_TYPE, configMap("shared", { a: "1" })),
                /already exists/,
            );
            assert.deepEqual(await stack().refresh("shared"), []);
        });

        it("refuses an object whose resource was renamed without an alias", async () => {
            await stack().up("before", CONFIG_MAP_TYPE, configMap("renamed", { a: "1" }));
            await assert.rejects(
                stack().up("after", CONFIG_MAP_TYPE, configMap("renamed", { a: "1" })),
                /already exists.*old name as an alias/,
            );
        });

        it("takes one over where the provider upserts", async () => {
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("upserted", { a: "1" }));
            const upserting = await LiveStack.configure({
                kubeconfig: kubeconfig(),
                upsertExistingObjects: "true",
                enablePatchForce: "true",
            });
            assert.equal(await upserting.up("upserted", CONFIG_MAP_TYPE, configMap("upserted", { a: "2" })), "create");
            assert.deepEqual(mapAt(upserting.resource("upserted").outputs, "data"), { a: "2" });
        });

        it("makes the object of a patch that is not there yet, as a server-side apply does", async () => {
            const patch = { ...configMap("from-patch", { a: "1" }) };
            assert.equal(await stack().up("from-patch", "kubernetes:core/v1:ConfigMapPatch", patch), "create");
            assert.ok(await plane().get("/api/v1/namespaces/default/configmaps/from-patch"));
        });
    });
});
