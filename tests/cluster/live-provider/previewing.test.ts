import assert from "node:assert/strict";
import { mapAt, type PropertyMap, Unknown } from "../../../core/engine/values";
import {
    CONFIG_MAP_TYPE,
    configMap,
    DEPLOYMENT_TYPE,
    deployment,
    JOB_TYPE,
    SERVICE_TYPE,
    service,
    useLiveStack,
} from "./fixtures";

describe("the Kubernetes provider in live mode", function () {
    this.timeout(60_000);
    const { plane, stack } = useLiveStack();

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
                stack().preview("insecure", DEPLOYMENT_TYPE, deployment("insecure", { namespace: "strict" })),
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
                stack().preview("big", "kubernetes:batch/v1:CronJob", cronJob),
                /The pods of CronJob strict\/big would be refused: maximum memory usage per Container is 64Mi, but limit is 1Gi/,
            );
        });

        it("refuses a misspelt field, naming its path", async () => {
            const misspelt = deployment("misspelt", { pod: { containerz: [] } });
            await assert.rejects(
                stack().preview("misspelt", DEPLOYMENT_TYPE, misspelt),
                /unknown field "spec\.template\.spec\.containerz"/,
            );
        });

        it("refuses a value that the API server would refuse, and changes nothing", async () => {
            const invalid = deployment("invalid", { selector: { "not a label!": "x" } });
            await assert.rejects(stack().preview("invalid", DEPLOYMENT_TYPE, invalid), /not a label!/);
            assert.equal(await plane().get("/apis/apps/v1/namespaces/default/deployments/invalid"), undefined);
        });

        it("goes on where the namespace or the kind is made in the same update", async () => {
            const later = deployment("later", { namespace: "later" });
            assert.equal(mapAt(await stack().preview("later", DEPLOYMENT_TYPE, later), "spec").replicas, 1);
            const gadget = { apiVersion: "example.com/v1", kind: "Gadget", metadata: { name: "one" } };
            await stack().preview("gadget", "kubernetes:example.com/v1:Gadget", gadget);
        });

        it("refuses a misspelt field even before the namespace is there", async () => {
            const misspelt = deployment("misspelt", { namespace: "later", pod: { containerz: [] } });
            await assert.rejects(
                stack().preview("misspelt", DEPLOYMENT_TYPE, misspelt),
                /unknown field "spec\.template\.spec\.containerz"/,
            );
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
            await stack().up("job", JOB_TYPE, job("job", {}));
            const replaced = job("job", { completions: 2, completionMode: "Indexed" });
            assert.equal(mapAt(await stack().preview("job", JOB_TYPE, replaced), "spec").completions, 2);
            await assert.rejects(
                stack().preview("job", JOB_TYPE, job("job", { completionMode: "Indexed" })),
                /field is immutable.*replaceOnChanges/s,
            );
        });

        it("leaves the address of a Service open", async () => {
            const spec = mapAt(await stack().preview("open", SERVICE_TYPE, service("open")), "spec");
            assert.ok(spec.clusterIP instanceof Unknown);
        });

        it("tells nothing that only the real object will have", async () => {
            const outputs = await stack().preview("planned", CONFIG_MAP_TYPE, configMap("planned", { a: "1" }));
            const { uid, resourceVersion } = mapAt(outputs, "metadata");
            assert.deepEqual([uid, resourceVersion, outputs.status], [undefined, undefined, undefined]);
        });
    });
});
