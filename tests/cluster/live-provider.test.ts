import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { PartialFailure } from "../../simulator/protocol/errors";
import { mapAt, type PropertyMap, Secret, Unknown } from "../../simulator/protocol/values";
import { LiveStack } from "./live-stack";
import { usePlane } from "./plane";

const deploymentType = "kubernetes:apps/v1:Deployment";
const serviceType = "kubernetes:core/v1:Service";
const configMapType = "kubernetes:core/v1:ConfigMap";
const jobType = "kubernetes:batch/v1:Job";
const secretType = "kubernetes:core/v1:Secret";
const namespaceType = "kubernetes:core/v1:Namespace";
const definitionType = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

function configMap(name: string, data: PropertyMap, annotations: PropertyMap = {}): PropertyMap {
    return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default", annotations }, data };
}

function service(name: string, annotations: PropertyMap = {}): PropertyMap {
    const metadata = { name, namespace: "default", annotations };
    return {
        apiVersion: "v1",
        kind: "Service",
        metadata,
        spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
    };
}

interface DeploymentOptions {
    readonly namespace?: string;
    readonly replicas?: number;
    readonly selector?: PropertyMap;
    readonly pod?: PropertyMap;
    readonly spec?: PropertyMap;
}

/** A Deployment with the kinds of value that servers rewrite: quantities, defaults, empty lists and zero values. */
function deployment(name: string, options: DeploymentOptions = {}): PropertyMap {
    const { namespace = "default", replicas = 1, selector = { app: name }, pod = {}, spec = {} } = options;
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace, annotations: {} },
        spec: {
            replicas,
            selector: { matchLabels: selector },
            template: {
                metadata: { labels: { app: name, ...selector } },
                spec: {
                    hostNetwork: false,
                    tolerations: [],
                    containers: [
                        {
                            name: "main",
                            image: "registry.k8s.io/pause:3.10",
                            ports: [{ containerPort: 8080 }],
                            env: [{ name: "EMPTY", value: "" }],
                            resources: { requests: { cpu: "0.5", memory: "1024Mi" }, limits: { cpu: "1000m" } },
                        },
                    ],
                    volumes: [{ name: "tmp", emptyDir: { sizeLimit: "0.5Gi" } }],
                    ...pod,
                },
            },
            ...spec,
        },
    };
}

/** The failure of an operation whose object exists. */
async function partialFailure(work: Promise<unknown>): Promise<PartialFailure> {
    try {
        await work;
    } catch (error) {
        assert.ok(error instanceof PartialFailure, `${error}`);
        return error;
    }
    return assert.fail("it succeeded");
}

describe("the Kubernetes provider in live mode", function () {
    this.timeout(60_000);
    const plane = usePlane();
    let stack: LiveStack;

    beforeEach(async () => {
        stack = await LiveStack.configure({ kubeconfig: plane().cluster.kubeconfigPath });
    });

    describe("applying", () => {
        it("waits for the replicas, then finds nothing to change and no drift", async () => {
            assert.equal(await stack.up("web", deploymentType, deployment("web", { replicas: 2 })), "create");
            assert.equal(mapAt(stack.resource("web").outputs, "status").availableReplicas, 2);
            assert.equal(await stack.up("web", deploymentType, deployment("web", { replicas: 2 })), "same");
            assert.deepEqual(await stack.refresh("web"), []);
            assert.equal(await stack.up("web", deploymentType, deployment("web", { replicas: 2 })), "same");
        });

        it("updates in place and removes what the program no longer says", async () => {
            stack = await LiveStack.configure({
                kubeconfig: plane().cluster.kubeconfigPath,
                enableConfigMapMutable: "true",
            });
            await stack.up("settings", configMapType, configMap("in-place", { a: "1" }, { note: "old" }));
            const uid = mapAt(stack.resource("settings").outputs, "metadata").uid;
            assert.equal(await stack.up("settings", configMapType, configMap("in-place", { b: "2" })), "update");
            const live = await plane().get<{ metadata: PropertyMap; data: PropertyMap }>(
                "/api/v1/namespaces/default/configmaps/in-place",
            );
            assert.equal(live?.metadata.uid, uid);
            assert.deepEqual(live?.data, { b: "2" });
            assert.equal(live?.metadata.annotations, undefined);
        });

        it("replaces an object when an immutable field changes", async () => {
            await stack.up("replaced", deploymentType, deployment("replaced", { replicas: 0 }));
            const uid = mapAt(stack.resource("replaced").outputs, "metadata").uid;
            const changed = deployment("replaced", { replicas: 0, selector: { tier: "front" } });
            await stack.preview("replaced", deploymentType, changed);
            assert.equal(await stack.up("replaced", deploymentType, changed), "replace");
            assert.notEqual(mapAt(stack.resource("replaced").outputs, "metadata").uid, uid);
        });

        it("makes up a name that lasts, and puts the object into the default namespace", async () => {
            const unnamed = { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" } };
            await stack.up("unnamed", configMapType, unnamed);
            assert.match(stack.resource("unnamed").id, /^default\/unnamed-[0-9a-f]{8}$/);
            assert.equal(await stack.up("unnamed", configMapType, unnamed), "same");
            assert.deepEqual(await stack.refresh("unnamed"), []);
        });

        it("keeps the contents of a Secret secret in inputs and outputs", async () => {
            const args = {
                apiVersion: "v1",
                kind: "Secret",
                metadata: { name: "password", namespace: "default" },
                stringData: { password: "hunter2" },
            };
            await stack.up("password", secretType, args);
            const { inputs, outputs } = stack.resource("password");
            for (const properties of [inputs, outputs, mapAt(outputs, "__inputs")]) {
                assert.ok(properties.data instanceof Secret);
                assert.equal(properties.stringData, undefined);
            }
            assert.equal(await stack.up("password", secretType, args), "same");
            assert.deepEqual(await stack.refresh("password"), []);
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
                stack.up("definition", definitionType, definition),
                stack.up("widget", "kubernetes:example.com/v1:Widget", widget),
            ]);
            assert.equal(stack.resource("widget").id, "one");
            for (const name of ["definition", "widget"]) assert.deepEqual(await stack.refresh(name), []);
            await stack.destroy("definition");
            await stack.destroy("widget");
        });

        it("patches an object that it does not own, and takes only the patch back", async () => {
            const patch = {
                apiVersion: "v1",
                kind: "Namespace",
                metadata: { name: "default", labels: { team: "platform" } },
            };
            await stack.up("labels", "kubernetes:core/v1:NamespacePatch", patch);
            const labels = async () =>
                (await plane().get<{ metadata: { labels: PropertyMap } }>("/api/v1/namespaces/default"))?.metadata
                    .labels;
            assert.equal((await labels())?.team, "platform");
            await stack.destroy("labels");
            assert.equal((await labels())?.team, undefined);
            assert.equal((await labels())?.["kubernetes.io/metadata.name"], "default");
        });
    });

    describe("drift", () => {
        it("shows a Deployment that was scaled by hand, and scales it back", async () => {
            await stack.up("scaled", deploymentType, deployment("scaled", { replicas: 2 }));
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
            assert.deepEqual(await stack.refresh("scaled"), ["spec.replicas"]);
            assert.equal(await stack.up("scaled", deploymentType, deployment("scaled", { replicas: 2 })), "update");
            assert.equal(mapAt(stack.resource("scaled").outputs, "spec").replicas, 2);
            assert.deepEqual(await stack.refresh("scaled"), []);
        });

        it("finds an object gone that was deleted by hand, and makes it again", async () => {
            await stack.up("lost", configMapType, configMap("lost", { a: "1" }));
            await plane().remove("/api/v1/namespaces/default/configmaps/lost");
            assert.equal(await stack.refresh("lost"), "gone");
            assert.equal(await stack.up("lost", configMapType, configMap("lost", { a: "1" })), "create");
        });

        it("reads an object that is imported", async () => {
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("imported", { a: "1" }));
            const type = configMapType;
            const request = { urn: "urn:imported", type, name: "imported", id: "default/imported" };
            const read = await stack.provider.read({ ...request, oldInputs: undefined, oldOutputs: undefined });
            assert.deepEqual(read?.inputs.data, { a: "1" });
            assert.deepEqual(read?.inputs.metadata, { name: "imported", namespace: "default" });
        });
    });

    describe("objects that exist already", () => {
        it("carries on with what a killed run left, without a second object", async () => {
            await stack.up("left", configMapType, configMap("left", { a: "1" }));
            const uid = mapAt(stack.resource("left").outputs, "metadata").uid;
            const next = await LiveStack.configure({ kubeconfig: plane().cluster.kubeconfigPath });
            assert.equal(await next.up("left", configMapType, configMap("left", { a: "2" })), "create");
            assert.equal(mapAt(next.resource("left").outputs, "metadata").uid, uid);
            assert.deepEqual(mapAt(next.resource("left").outputs, "data"), { a: "2" });
        });

        it("refuses one that somebody else made, in the preview too, unless it is told to take it over", async () => {
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("foreign", { a: "1" }));
            const args = configMap("foreign", { a: "2" });
            const expected = /ConfigMap default\/foreign already exists.*import it.*patchForce/;
            await assert.rejects(stack.preview("foreign", configMapType, args), expected);
            await assert.rejects(stack.up("foreign", configMapType, args), expected);
            const forced = configMap("foreign", { a: "2" }, { "pulumi.com/patchForce": "true" });
            assert.equal(await stack.up("foreign", configMapType, forced), "create");
        });

        it("keeps an object whose resource was renamed without an alias", async () => {
            await stack.up("before", configMapType, configMap("renamed", { a: "1" }));
            await stack.up("after", configMapType, configMap("renamed", { a: "1" }));
            await stack.destroy("before");
            assert.deepEqual(await stack.refresh("after"), []);
        });
    });

    describe("previewing", () => {
        before(async () => {
            await plane().create("/api/v1/namespaces", {
                apiVersion: "v1",
                kind: "Namespace",
                metadata: { name: "strict", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
            });
        });

        it("refuses a workload whose pods Pod Security would refuse", async () => {
            await assert.rejects(
                stack.preview("insecure", deploymentType, deployment("insecure", { namespace: "strict" })),
                /The pods of Deployment strict\/insecure would be refused: violates PodSecurity "restricted/,
            );
        });

        it("refuses a workload whose pods a limit range would refuse", async () => {
            const limits = [{ type: "Container", max: { memory: "64Mi" } }];
            await plane().create("/api/v1/namespaces/strict/limitranges", {
                metadata: { name: "small" },
                spec: { limits },
            });
            const pod = {
                securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
                containers: [
                    {
                        name: "main",
                        image: "registry.k8s.io/pause:3.10",
                        resources: { limits: { memory: "1Gi" } },
                        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
                    },
                ],
            };
            const job = {
                schedule: "@daily",
                jobTemplate: { spec: { template: { spec: { ...pod, restartPolicy: "Never" } } } },
            };
            const cronJob = {
                apiVersion: "batch/v1",
                kind: "CronJob",
                metadata: { name: "big", namespace: "strict" },
                spec: job,
            };
            await assert.rejects(
                stack.preview("big", "kubernetes:batch/v1:CronJob", cronJob),
                /The pods of CronJob strict\/big would be refused: maximum memory usage per Container is 64Mi, but limit is 1Gi/,
            );
        });

        it("refuses a misspelt field, naming its path", async () => {
            const misspelt = deployment("misspelt", { pod: { containerz: [] } });
            await assert.rejects(
                stack.preview("misspelt", deploymentType, misspelt),
                /\.spec\.template\.spec\.containerz: field not declared in schema/,
            );
        });

        it("refuses a value that the API server would refuse, and changes nothing", async () => {
            const invalid = deployment("invalid", { selector: { "not a label!": "x" } });
            await assert.rejects(stack.preview("invalid", deploymentType, invalid), /not a label!/);
            assert.equal(await plane().get("/apis/apps/v1/namespaces/default/deployments/invalid"), undefined);
        });

        it("goes on where the namespace or the kind is made in the same update", async () => {
            const later = deployment("later", { namespace: "later" });
            assert.equal(mapAt(await stack.preview("later", deploymentType, later), "spec").replicas, 1);
            const gadget = { apiVersion: "example.com/v1", kind: "Gadget", metadata: { name: "one" } };
            await stack.preview("gadget", "kubernetes:example.com/v1:Gadget", gadget);
        });

        it("refuses a misspelt field even before the namespace is there", async () => {
            const misspelt = deployment("misspelt", { namespace: "later", pod: { containerz: [] } });
            await assert.rejects(stack.preview("misspelt", deploymentType, misspelt), /containerz: field not declared/);
        });

        it("rehearses the successor of an object that is replaced, but refuses to change an immutable field in place", async () => {
            const job = (name: string, spec: PropertyMap): PropertyMap => ({
                apiVersion: "batch/v1",
                kind: "Job",
                metadata: { name, namespace: "default", annotations: { "pulumi.com/skipAwait": "true" } },
                spec: {
                    suspend: true,
                    template: { spec: { restartPolicy: "Never", containers: [{ name: "a", image: "a:1" }] } },
                    ...spec,
                },
            });
            await stack.up("job", jobType, job("job", {}));
            const replaced = job("job", { completions: 2, completionMode: "Indexed" });
            assert.equal(mapAt(await stack.preview("job", jobType, replaced), "spec").completions, 2);
            await assert.rejects(
                stack.preview("job", jobType, job("job", { completionMode: "Indexed" })),
                /field is immutable.*replaceOnChanges/s,
            );
        });

        it("leaves the address of a Service open", async () => {
            const spec = mapAt(await stack.preview("open", serviceType, service("open")), "spec");
            assert.ok(spec.clusterIP instanceof Unknown);
        });

        it("tells nothing that only the real object will have", async () => {
            const outputs = await stack.preview("planned", configMapType, configMap("planned", { a: "1" }));
            const { uid, resourceVersion } = mapAt(outputs, "metadata");
            assert.deepEqual([uid, resourceVersion, outputs.status], [undefined, undefined, undefined]);
        });
    });

    describe("waiting", () => {
        it("fails with the scheduler's words when a rollout makes no progress, and keeps the object", async () => {
            const stuck = deployment("stuck", {
                pod: { nodeSelector: { disk: "none" } },
                spec: { progressDeadlineSeconds: 2 },
            });
            const failure = await partialFailure(stack.up("stuck", deploymentType, stuck));
            assert.equal(failure.id, "default/stuck");
            assert.match(failure.message, /Deployment default\/stuck: ReplicaSet "stuck-.*" has timed out progressing/);
            assert.match(failure.message, /didn't match Pod's node affinity\/selector/);
            assert.equal(mapAt(failure.outputs, "metadata").name, "stuck");
        });

        it("gives up after the seconds that the annotation allows, saying what it waited for", async () => {
            const lonely = service("lonely", { "pulumi.com/timeoutSeconds": "1" });
            const failure = await partialFailure(stack.up("lonely", serviceType, lonely));
            assert.match(failure.message, /Service default\/lonely: not ready after 1 seconds: no pod answers/);
        });

        it("does not wait where it is told not to", async () => {
            assert.equal(
                await stack.up("rash", serviceType, service("rash", { "pulumi.com/skipAwait": "true" })),
                "create",
            );
        });

        it("waits for a Service until a pod answers for it", async () => {
            const [first] = await Promise.all([
                stack.up("answered-service", serviceType, service("answered")),
                sleep(300).then(() => stack.up("answered", deploymentType, deployment("answered"))),
            ]);
            assert.equal(first, "create");
        });

        it("stops at once when the update is cancelled, and says that the object exists", async () => {
            const waiting = stack.up("cancelled", serviceType, service("cancelled"));
            setTimeout(() => stack.provider.cancel?.(), 500);
            const started = Date.now();
            const failure = await partialFailure(waiting);
            assert.ok(Date.now() - started < 3_000);
            assert.match(failure.message, /cancelled/);
        });
    });

    describe("deleting", () => {
        it("waits until the object is gone, its dependents first", async () => {
            await stack.up("short", deploymentType, deployment("short"));
            await stack.destroy("short");
            assert.equal(await plane().get("/apis/apps/v1/namespaces/default/deployments/short"), undefined);
        });

        it("deletes a namespace with all that is in it", async () => {
            const args = { apiVersion: "v1", kind: "Namespace", metadata: { name: "brief" } };
            await stack.up("brief", namespaceType, args);
            await stack.up("inside", deploymentType, deployment("inside", { namespace: "brief" }));
            await stack.destroy("brief");
            assert.equal(await plane().get("/api/v1/namespaces/brief"), undefined);
            await stack.destroy("inside");
        });

        it("names the finalizers that hold an object after the timeout", async () => {
            const held = configMap("held", { a: "1" });
            const metadata = { ...mapAt(held, "metadata"), finalizers: ["example.com/cleanup"] };
            await stack.up("held", configMapType, { ...held, metadata });
            await assert.rejects(
                stack.destroy("held", 1),
                /ConfigMap default\/held is still there after 1 seconds\. Its finalizers hold it: example\.com\/cleanup/,
            );
        });

        it("leaves an object of the same name alone that was made since", async () => {
            await stack.up("reborn", configMapType, configMap("reborn", { a: "1" }));
            await plane().remove("/api/v1/namespaces/default/configmaps/reborn");
            await plane().create("/api/v1/namespaces/default/configmaps", configMap("reborn", { a: "2" }));
            await stack.destroy("reborn");
            assert.ok(await plane().get("/api/v1/namespaces/default/configmaps/reborn"));
        });
    });
});
