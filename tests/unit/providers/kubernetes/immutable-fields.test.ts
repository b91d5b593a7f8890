import assert from "node:assert/strict";
import { isImmutable } from "../../../../core/engine/field-path";
import { immutableFields } from "../../../../providers/kubernetes/immutable-fields";

function replaces(
    apiVersion: string,
    kind: string,
    path: (string | number)[],
    options = {},
    immutable = false,
): boolean {
    return isImmutable(path, immutableFields({ apiVersion, kind, immutable }, options));
}

describe("immutable fields", () => {
    it("replaces every kind when its name or namespace changes", () => {
        for (const kind of ["Deployment", "Widget"]) {
            assert.ok(replaces("apps/v1", kind, ["metadata", "name"]));
            assert.ok(replaces("apps/v1", kind, ["metadata", "namespace"]));
            assert.ok(!replaces("apps/v1", kind, ["metadata", "labels", "name"]));
        }
    });

    it("replaces a Deployment for its selector and for nothing else in its spec", () => {
        assert.ok(replaces("apps/v1", "Deployment", ["spec", "selector", "matchLabels", "app.kubernetes.io/name"]));
        assert.ok(!replaces("apps/v1", "Deployment", ["spec", "replicas"]));
        assert.ok(!replaces("apps/v1", "Deployment", ["spec", "template", "spec", "containers", 0, "image"]));
    });

    it("replaces a Pod for its container's image at any index", () => {
        assert.ok(replaces("v1", "Pod", ["spec", "containers", 3, "image"]));
        assert.ok(replaces("v1", "Pod", ["spec", "initContainers", 0, "env", 1, "value"]));
        assert.ok(!replaces("v1", "Pod", ["metadata", "labels", "app"]));
    });

    it("lets a claim grow in place but not change its class", () => {
        const claim = ["v1", "PersistentVolumeClaim"] as const;
        assert.ok(!replaces(...claim, ["spec", "resources", "requests", "storage"]));
        assert.ok(replaces(...claim, ["spec", "storageClassName"]));
    });

    it("replaces Secrets and ConfigMaps for their data unless the provider says otherwise", () => {
        assert.ok(replaces("v1", "Secret", ["data", "password"]));
        assert.ok(!replaces("v1", "Secret", ["data", "password"], { secretMutable: true }));
        assert.ok(replaces("v1", "Secret", ["type"], { secretMutable: true }));
        assert.ok(replaces("v1", "ConfigMap", ["data", "key"]));
        assert.ok(!replaces("v1", "ConfigMap", ["data", "key"], { configMapMutable: true }));
    });

    it("replaces immutable Secrets and ConfigMaps always", () => {
        assert.ok(replaces("v1", "Secret", ["stringData", "a"], { secretMutable: true }, true));
        assert.ok(replaces("v1", "ConfigMap", ["binaryData", "a"], { configMapMutable: true }, true));
    });

    it("reads core/v1 as v1 and keeps namesakes of other groups apart", () => {
        assert.ok(replaces("core/v1", "Service", ["spec", "clusterIP"]));
        assert.ok(!replaces("serving.knative.dev/v1", "Service", ["spec", "clusterIP"]));
    });

    it("keeps only the identity of a patch immutable", () => {
        assert.ok(!replaces("apps/v1", "Deployment", ["spec", "selector"], { patch: true }));
        assert.ok(replaces("apps/v1", "Deployment", ["metadata", "name"], { patch: true }));
    });
});
