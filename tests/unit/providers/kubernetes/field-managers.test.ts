import assert from "node:assert/strict";
import { succeeded } from "../../../../providers/kubernetes/field-managers";

const CREATED = { manager: "pulumi-kubernetes", operation: "Update", fieldsV1: { "f:spec": { "f:replicas": {} } } };
const STATUS = { manager: "kube-controller-manager", operation: "Update", subresource: "status", fieldsV1: {} };

describe("the owners of an object's fields", () => {
    it("are, from the first apply on, the applier in place of the create", () => {
        const heir = { ...CREATED, manager: "pulumi-kubernetes-1a2b3c4d", operation: "Apply" };
        assert.deepEqual(succeeded([CREATED, STATUS], "pulumi-kubernetes-1a2b3c4d"), [heir, STATUS]);
    });

    it("are joined where the applier owns something already", () => {
        const own = { manager: "mine", operation: "Apply", fieldsV1: { "f:spec": { "f:paused": {} } } };
        const both = { ...own, fieldsV1: { "f:spec": { "f:paused": {}, "f:replicas": {} } } };
        assert.deepEqual(succeeded([own, CREATED], "mine"), [both]);
    });

    it("stay where nothing is to be taken over: other controllers, and a scale by hand", () => {
        const scaled = { manager: "kubectl", operation: "Update", subresource: "scale", fieldsV1: {} };
        assert.equal(succeeded([STATUS, scaled, { manager: "helm", operation: "Apply" }], "mine"), undefined);
    });
});
