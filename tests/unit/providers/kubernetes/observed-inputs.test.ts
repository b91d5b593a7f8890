import assert from "node:assert/strict";
import type { JsonObject, KubeObject } from "../../../../providers/kubernetes/object";
import { importedInputs, observedInputs } from "../../../../providers/kubernetes/observed-inputs";

const IDENTITY = { apiVersion: "v1", kind: "Thing", metadata: { name: "x" } };

/** The spec that the inputs have on the cluster, the live object being owned as `fields` say. */
function observed(input: JsonObject, live: JsonObject, fields: JsonObject = {}): JsonObject | undefined {
    const managedFields = [{ manager: "eks-platform", operation: "Apply", fieldsV1: { "f:spec": fields } }];
    const object: KubeObject = { ...IDENTITY, metadata: { name: "x", managedFields }, spec: live };
    return observedInputs(object, { ...IDENTITY, spec: input }).spec;
}

describe("observed inputs", () => {
    it("leave out what the server and controllers added", () => {
        assert.deepEqual(observed({ replicas: 2 }, { replicas: 2, revisionHistoryLimit: 10 }), { replicas: 2 });
    });

    it("show a value that was changed, and one that was removed", () => {
        assert.deepEqual(observed({ replicas: 2 }, { replicas: 5 }), { replicas: 5 });
        assert.deepEqual(observed({ paused: true, replicas: 2 }, { replicas: 2 }), { replicas: 2 });
    });

    it("keep quantities as the program writes them while they are equal", () => {
        const input = { requests: { cpu: "1000m", memory: "0.5Gi" }, limits: { cpu: 2 } };
        assert.deepEqual(observed(input, { requests: { cpu: "1", memory: "512Mi" }, limits: { cpu: "2" } }), input);
        assert.deepEqual(observed({ requests: { cpu: "1000m" } }, { requests: { cpu: "2" } }), {
            requests: { cpu: "2" },
        });
    });

    it("compare as quantities only fields that hold quantities", () => {
        assert.deepEqual(observed({ version: "1.0" }, { version: "1" }), { version: "1" });
    });

    it("keep empty values that the server dropped, but not others", () => {
        const input = { hostNetwork: false, egress: [], message: "", selector: {} };
        assert.deepEqual(observed(input, {}), input);
        assert.deepEqual(observed({ hostNetwork: true }, {}), {});
    });

    describe("of lists that the server merges by key", () => {
        const fields = { "f:containers": { 'k:{"name":"app"}': { "f:image": {} }, 'k:{"name":"sidecar"}': {} } };

        it("match items by key, whatever was injected beside them", () => {
            const input = { containers: [{ name: "app", image: "a:1" }] };
            const live = {
                containers: [
                    { name: "sidecar", image: "s:1" },
                    { name: "app", image: "a:2", tty: false },
                ],
            };
            assert.deepEqual(observed(input, live, fields), { containers: [{ name: "app", image: "a:2" }] });
        });

        it("match an item whose key the server completed", () => {
            const ports = { "f:ports": { 'k:{"containerPort":80,"protocol":"TCP"}': {} } };
            const live = { ports: [{ containerPort: 80, protocol: "TCP" }] };
            assert.deepEqual(observed({ ports: [{ containerPort: 80 }] }, live, ports), {
                ports: [{ containerPort: 80 }],
            });
        });

        it("show an item that was removed", () => {
            const input = { containers: [{ name: "app" }, { name: "sidecar" }] };
            assert.deepEqual(observed(input, { containers: [{ name: "app" }] }, fields), {
                containers: [{ name: "app" }],
            });
        });
    });

    it("of sets keep the members that are still there", () => {
        const fields = { "f:finalizers": { 'v:"a"': {}, 'v:"b"': {} } };
        assert.deepEqual(observed({ finalizers: ["a", "b"] }, { finalizers: ["c", "a"] }, fields), {
            finalizers: ["a"],
        });
    });

    it("of other lists follow the order, and are taken whole when their length changed", () => {
        assert.deepEqual(observed({ args: ["a", "b"] }, { args: ["a", "c"] }), { args: ["a", "c"] });
        assert.deepEqual(observed({ args: ["a"] }, { args: ["a", "b"] }), { args: ["a", "b"] });
        const rule = { from: [{ podSelector: {} }] };
        assert.deepEqual(observed({ ingress: [rule] }, { ingress: [{ ...rule, ports: null }] }), { ingress: [rule] });
    });

    it("of an import are the object without what the server writes", () => {
        const live: KubeObject = {
            ...IDENTITY,
            metadata: {
                name: "x",
                uid: "1",
                resourceVersion: "2",
                labels: { a: "b" },
                annotations: { "deployment.kubernetes.io/revision": "3" },
                managedFields: [],
            },
            spec: { replicas: 1 },
            status: { replicas: 1 },
        };
        assert.deepEqual(importedInputs(live), {
            ...IDENTITY,
            metadata: { name: "x", labels: { a: "b" } },
            spec: { replicas: 1 },
        });
    });
});
