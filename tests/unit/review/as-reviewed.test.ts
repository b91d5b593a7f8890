import assert from "node:assert/strict";
import { departuresFrom } from "../../../review/as-reviewed";
import type { ReviewStep } from "../../../review/model/step";

const urn = (name: string) => `urn:pulumi:prod::eks-platform::kubernetes:core/v1:ConfigMap::${name}`;

function step(name: string, change: Partial<ReviewStep> = {}): ReviewStep {
    return { op: "update", urn: urn(name), type: "kubernetes:core/v1:ConfigMap", changes: [], unknowns: 0, ...change };
}

describe("What differs from what was reviewed", () => {
    it("is nothing where the same is done in another order", () => {
        assert.deepEqual(departuresFrom([step("a"), step("b")], [step("b"), step("a")]), []);
    });

    it("is nothing where values are the same once they are written as JSON", () => {
        const change = { path: "data.x", replaces: false, new: "1" };
        const reviewed = [step("a", { changes: [change] })];
        assert.deepEqual(departuresFrom(reviewed, [step("a", { changes: [{ ...change, old: undefined }] })]), []);
    });

    it("is a step that nobody has reviewed, and one that is not there any more", () => {
        assert.deepEqual(departuresFrom([step("a", { op: "create" })], [step("b", { op: "delete" })]), [
            "create ConfigMap a: it was reviewed, and would not happen now",
            "delete ConfigMap b: nobody has reviewed it",
        ]);
    });

    it("is a replacement where an update was reviewed", () => {
        assert.deepEqual(departuresFrom([step("a")], [step("a", { op: "replace" })]), [
            "replace ConfigMap a: reviewed was update",
        ]);
    });

    it("is another value, another property, and a property that replaces now", () => {
        const at = (path: string, now: string, replaces = false) => ({ path, replaces, old: "1", new: now });
        const reviewed = [step("a", { changes: [at("data.x", "2"), at("data.y", "2"), at("data.z", "2")] })];
        const now = [step("a", { changes: [at("data.x", "3"), at("data.y", "2", true), at("data.w", "2")] })];
        assert.deepEqual(departuresFrom(reviewed, now), [
            "update ConfigMap a: other values than reviewed at data.x, data.y, data.z, data.w",
        ]);
    });
});
