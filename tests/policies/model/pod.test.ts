import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { toSubject } from "../../../policies/model/evaluate";
import { toResources } from "../../../policies/model/resource";

function podOf(spec: Record<string, unknown>) {
    const [resource] = toResources({ type: "kubernetes:core/v1:Pod", props: { spec } });
    assert(resource);
    const [pod] = toSubject(resource).pods;
    assert(pod);
    return { pod, unknowns: resource.reading.unknowns };
}

describe("A pod", () => {
    it("has its containers in the order in which Kubernetes visits them, each with its role", () => {
        const { pod } = podOf({
            containers: [{ name: "main" }],
            initContainers: [{ name: "init" }, { name: "side", restartPolicy: "Always" }],
            ephemeralContainers: [{ name: "debug" }],
        });
        assert.deepEqual(
            pod.containers.map(({ role, label }) => [role, label]),
            [
                ["init", 'init container "init"'],
                ["sidecar", 'sidecar container "side"'],
                ["main", 'container "main"'],
                ["ephemeral", 'ephemeral container "debug"'],
            ],
        );
    });

    it("gives containers its security settings, and the setting tells where it comes from", () => {
        const { pod } = podOf({
            securityContext: { runAsUser: 1000, runAsNonRoot: UNKNOWN },
            containers: [{ securityContext: { runAsUser: 0 } }, {}],
        });
        const settings = pod.containers.map((container) => container.effective("runAsUser"));
        assert.deepEqual(
            settings.map((value) => [value.known, value.path]),
            [
                [0, "spec.containers[0].securityContext.runAsUser"],
                [1000, "spec.securityContext.runAsUser"],
            ],
        );
        assert.equal(pod.containers[1]?.effective("runAsNonRoot").isUnknown, true);
        assert.equal(pod.containers[1]?.effective("runAsGroup").absent, true);
    });

    it("writes down that its containers are unknown", () => {
        const { pod, unknowns } = podOf({ containers: UNKNOWN });
        assert.deepEqual([pod.containers, [...unknowns]], [[], ["spec.containers"]]);
    });
});
