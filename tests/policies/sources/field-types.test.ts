import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { typeFaults } from "../../../policies/sources/field-types";
import { faultLines, loadText } from "./support";

/** `path: found instead of wanted` for an object of a type. */
function faultsOf(type: string, props: Record<string, unknown>): readonly string[] {
    return typeFaults({ type, props }).map(({ steps, found, wanted }) => `${steps.join(".")}: ${found}, not ${wanted}`);
}

function podFaults(spec: Record<string, unknown>): readonly string[] {
    return faultsOf("kubernetes:core/v1:Pod", { spec });
}

describe("A field of the wrong type", () => {
    for (const [spec, fault] of [
        [{ containers: "web" }, "spec.containers: text, not a list"],
        [{ containers: { web: {} } }, "spec.containers: an object, not a list"],
        [{ containers: ["web"] }, "spec.containers.0: text, not an object"],
        [{ containers: [{ image: 5 }] }, "spec.containers.0.image: a whole number, not text"],
        [
            { containers: [{ env: [{ name: "A", value: 5 }] }] },
            "spec.containers.0.env.0.value: a whole number, not text",
        ],
        [
            { initContainers: [{ securityContext: { privileged: "true" } }] },
            "spec.initContainers.0.securityContext.privileged: text, not true or false",
        ],
        [{ ephemeralContainers: [{ command: "sh" }] }, "spec.ephemeralContainers.0.command: text, not a list"],
        [{ hostNetwork: 1 }, "spec.hostNetwork: a whole number, not true or false"],
        [{ securityContext: { runAsUser: "0" } }, "spec.securityContext.runAsUser: text, not a whole number"],
        [{ securityContext: { runAsUser: 1.5 } }, "spec.securityContext.runAsUser: a number, not a whole number"],
        [{ priority: 3_000_000_000 }, "spec.priority: one of more bits, not a whole number of 32 bits"],
        [
            { containers: [{ resources: { limits: { cpu: [1] } } }] },
            "spec.containers.0.resources.limits.cpu: a list, not a quantity",
        ],
        [{ nodeSelector: { gpu: true } }, "spec.nodeSelector.gpu: true or false, not text"],
    ] as const) {
        it(`is found: ${fault}`, () => {
            assert.deepEqual(podFaults(spec), [fault]);
        });
    }

    it("is none where the API takes several", () => {
        const probe = { httpGet: { port: "http" }, tcpSocket: { port: 80 } };
        const resources = { limits: { cpu: 1, memory: "1Gi" }, requests: { cpu: 0.5 } };
        assert.deepEqual(
            podFaults({
                overhead: { cpu: 1 },
                containers: [{ livenessProbe: probe, resources, args: null, unheardOf: 5 }],
                volumes: [{ emptyDir: { sizeLimit: 5 } }, { name: "x", csi: { volumeAttributes: {} } }],
            }),
            [],
        );
    });

    it("is none for an unknown or a secret", () => {
        assert.deepEqual(podFaults({ containers: UNKNOWN, hostNetwork: "[secret]", nodeSelector: { a: UNKNOWN } }), []);
    });

    for (const [type, props, fault] of [
        ["apps/v1:Deployment", { spec: { replicas: "3" } }, "spec.replicas: text, not a whole number of 32 bits"],
        ["apps/v1:DeploymentPatch", { spec: { replicas: "3" } }, "spec.replicas: text, not a whole number of 32 bits"],
        ["apps/v1:DeploymentList", { items: [{ spec: 5 }] }, "items.0.spec: a whole number, not an object"],
        ["extensions/v1beta1:Deployment", { spec: { paused: "no" } }, "spec.paused: text, not true or false"],
        [
            "batch/v1:CronJob",
            { spec: { jobTemplate: { spec: { template: [] } } } },
            "spec.jobTemplate.spec.template: a list, not an object",
        ],
        ["core/v1:ConfigMap", { data: { a: 1 } }, "data.a: a whole number, not text"],
        ["core/v1:Event", { reportingInstance: 1 }, "reportingInstance: a whole number, not text"],
        ["rbac.authorization.k8s.io/v1:Role", { rules: [{ verbs: "get" }] }, "rules.0.verbs: text, not a list"],
        ["networking.k8s.io/v1:Ingress", { spec: { rules: {} } }, "spec.rules: an object, not a list"],
        [
            "autoscaling/v2:HorizontalPodAutoscaler",
            { spec: { minReplicas: "1" } },
            "spec.minReplicas: text, not a whole number of 32 bits",
        ],
        [
            "policy/v1:PodDisruptionBudget",
            { spec: { minAvailable: true } },
            "spec.minAvailable: true or false, not a whole number or text",
        ],
        ["core/v1:ResourceQuota", { spec: { hard: { pods: true } } }, "spec.hard.pods: true or false, not a quantity"],
        ["core/v1:Namespace", { metadata: { labels: { a: true } } }, "metadata.labels.a: true or false, not text"],
    ] as const) {
        it(`is found in ${type}`, () => {
            assert.deepEqual(faultsOf(`kubernetes:${type}`, props), [fault]);
        });
    }

    it("is not looked for in custom resources, whatever their kind is called", () => {
        assert.deepEqual(faultsOf("kubernetes:serving.knative.dev/v1:Service", { spec: 5 }), []);
        assert.deepEqual(faultsOf("kubernetes:helm.sh/v3:Release", { values: 5 }), []);
        assert.deepEqual(faultsOf("aws:s3/bucket:Bucket", { spec: 5 }), []);
    });

    it("is reported with its line, its value left out, and the object is still judged", async () => {
        const loaded = await loadText(
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: shop\nstringData:\n  pin: 123456\n",
        );
        assert.deepEqual(faultLines(loaded), ["7: Secret shop/a: stringData.pin must be text and is a whole number"]);
        assert.equal(loaded.resources.length, 1);
    });
});
