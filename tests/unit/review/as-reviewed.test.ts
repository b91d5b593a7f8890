import assert from "node:assert/strict";
import { departuresFrom as departures } from "../../../review/as-reviewed";
import type { ReviewStep } from "../../../review/model/step";

const urn = (name: string) => `urn:pulumi:prod::eks-platform::kubernetes:core/v1:ConfigMap::${name}`;

function step(name: string, change: Partial<ReviewStep> = {}): ReviewStep {
    return { op: "update", urn: urn(name), type: "kubernetes:core/v1:ConfigMap", changes: [], unknowns: 0, ...change };
}

/** Of steps alone. */
function departuresFrom(reviewed: readonly ReviewStep[], now: readonly ReviewStep[]): readonly string[] {
    return departures({ steps: reviewed, resources: [] }, { steps: now, resources: [] });
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

    for (const op of ["create", "replace"] as const) {
        it(`is a ${op} from other values, though no change of a property tells them`, () => {
            const planned = (image: string) => ({
                steps: [step("a", { op })],
                resources: [{ urn: urn("a"), inputs: { image, size: undefined } }],
            });
            assert.deepEqual(departures(planned("web:1"), planned("web:1")), []);
            assert.deepEqual(departures(planned("web:1"), planned("web:2")), [
                `${op} ConfigMap a: it would be made from other values than reviewed`,
            ]);
        });
    }

    it("is nothing where the properties of what is made are listed on one side alone", () => {
        const listed = step("a", { op: "create", changes: [{ path: "data.x", replaces: false, new: "1" }] });
        assert.deepEqual(departuresFrom([step("a", { op: "create" })], [listed]), []);
    });
});
