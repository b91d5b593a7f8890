import assert from "node:assert/strict";
import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { Clashes } from "../../../cli/engine/clashes";

/** A step about the Service `shop/db`, or whatever the changes make of it. */
function step(op: string, name: string, changes: { type?: string; name?: string; kind?: string } = {}) {
    const { type = "kubernetes:core/v1:Service", kind = "Service" } = changes;
    const inputs = { kind, metadata: { name: changes.name ?? "db", namespace: "shop" } };
    const state = { inputs };
    const urn = `urn:pulumi:test::eks-platform::${type}::${name}`;
    return { op, urn, type, [op === "create" ? "new" : "old"]: state } as unknown as StepEventMetadata;
}

function clashesOf(...steps: readonly StepEventMetadata[]): string | undefined {
    const clashes = new Clashes();
    for (const one of steps) {
        clashes.add(one);
    }
    return clashes.describe();
}

describe("A preview of a renamed application (case 123)", () => {
    it("is refused for the objects that its old resources still have, in whatever order they come", () => {
        for (const steps of [
            [step("create", "after-db-service"), step("delete", "before-db-service")],
            [step("delete", "before-db-service"), step("create", "after-db-service")],
        ]) {
            assert.match(
                clashesOf(...steps) ?? "",
                /Service shop\/db: after-db-service is made before before-db-service goes\n.*Next step: keep the old name/s,
            );
        }
    });

    it("is not refused for objects of other names or kinds, replaced ones, patches and what is no object", () => {
        const old = step("delete", "old");
        assert.equal(clashesOf(step("create", "new", { name: "other" }), old), undefined);
        assert.equal(
            clashesOf(
                step("create", "new", { type: "kubernetes:core/v1:ServiceAccount", kind: "ServiceAccount" }),
                old,
            ),
            undefined,
        );
        assert.equal(clashesOf(step("create-replacement", "old"), step("delete-replaced", "old")), undefined);
        const patch = { type: "kubernetes:core/v1:ServicePatch" };
        assert.equal(clashesOf(step("create", "new", patch), old), undefined);
        const bucket = { type: "aws:s3/bucket:Bucket" };
        assert.equal(clashesOf(step("create", "new", bucket), step("delete", "old", bucket)), undefined);
    });
});
