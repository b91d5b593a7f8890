import assert from "node:assert/strict";
import { adoptInterrupted, type InterruptedState } from "../../../cli/engine/interrupted";

const CONFIG_MAP = {
    urn: "urn:settings",
    type: "kubernetes:core/v1:ConfigMap",
    inputs: { metadata: { name: "settings", namespace: "shop" } },
};
const VPC = { urn: "urn:vpc", type: "aws:ec2/vpc:Vpc", inputs: { cidrBlock: "10.0.0.0/16" } };

describe("an interrupted state", () => {
    it("takes in the Kubernetes objects that were being made, under the ids that they would have got", () => {
        const release = { urn: "urn:r", type: "kubernetes:helm.sh/v3:Release", inputs: { name: "a", namespace: "b" } };
        const namespace = {
            urn: "urn:n",
            type: "kubernetes:core/v1:Namespace",
            inputs: { metadata: { name: "shop" } },
        };
        const creating = [namespace, CONFIG_MAP, release].map((resource) => ({ resource, type: "creating" }));
        const state: InterruptedState = { pending_operations: creating };
        assert.deepEqual(adoptInterrupted(state), ["urn:n", "urn:settings", "urn:r"]);
        assert.deepEqual(
            state.resources?.map(({ id }) => id),
            ["shop", "shop/settings", "b/a"],
        );
        assert.deepEqual(state.pending_operations, []);
    });

    it("keeps what nobody can find again, and what the next update repeats", () => {
        const pending = [
            { resource: VPC, type: "creating" },
            { resource: CONFIG_MAP, type: "updating" },
            { resource: { ...CONFIG_MAP, inputs: {} }, type: "creating" },
        ];
        const state: InterruptedState = { resources: [CONFIG_MAP], pending_operations: pending };
        assert.deepEqual(adoptInterrupted(state), []);
        assert.deepEqual(state, { resources: [CONFIG_MAP], pending_operations: pending });
    });

    it("puts a successor in the place of what was deleted for it, and never two resources under one URN", () => {
        const pending_operations = [{ resource: CONFIG_MAP, type: "creating" }];
        const gone = { ...CONFIG_MAP, id: "shop/settings", pendingReplacement: true };
        const state: InterruptedState = { resources: [gone, VPC], pending_operations };
        assert.deepEqual(adoptInterrupted(state), ["urn:settings"]);
        assert.deepEqual(state.resources, [{ ...CONFIG_MAP, id: "shop/settings" }, VPC]);
        const alive: InterruptedState = { resources: [{ ...CONFIG_MAP, id: "x" }], pending_operations };
        assert.deepEqual(adoptInterrupted(alive), []);
    });
});
