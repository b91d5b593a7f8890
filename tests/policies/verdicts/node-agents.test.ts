import assert from "node:assert/strict";
import { edit } from "../support/edit";
import { object } from "../support/resources";
import { workload } from "../support/workloads";
import { CONTAINER, daemonSet, deployment, judged, mandatory, shown, withEdits } from "./prod";

const PRIVILEGED = [
    [`${CONTAINER}.securityContext`, { privileged: true, runAsUser: 0, readOnlyRootFilesystem: true }],
    ["spec.hostNetwork", true],
    ["spec.volumes", [{ name: "plugins", hostPath: { path: "/opt/cni/bin" } }]],
    ["spec.terminationGracePeriodSeconds", 0],
    ["spec.tolerations", [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists" }]],
] as const;
describe("What an agent of nodes does on purpose", () => {
    const agent = withEdits(...PRIVILEGED);

    it("is advice in a DaemonSet, and a breach in a Deployment", async () => {
        const found = await judged(daemonSet(agent));
        assert.deepEqual(shown(mandatory(found)), []);
        assert.ok(found.length > 5, shown(found).join());
        const others = await judged(deployment(agent));
        assert.deepEqual(new Set(others.map(({ rule }) => rule.id)), new Set(found.map(({ rule }) => rule.id)));
        assert.deepEqual(shown(others.filter(({ level }) => level === "advisory")), []);
    });

    for (const [what, field, value] of [
        ["its network", "hostNetwork", true],
        ["its processes", "hostPID", true],
        ["its priority", "priorityClassName", "system-node-critical"],
        ["what the kernel shows of the node", "volumes", [{ name: "a", hostPath: { path: "//proc" } }]],
        ["the logs of all pods", "volumes", [{ name: "a", hostPath: { path: "/var/log/pods" } }]],
        [
            "a folder of the kubelet's plugins",
            "volumes",
            [{ name: "a", hostPath: { path: "/var/lib/kubelet/plugins" } }],
        ],
    ] as const) {
        it(`shows in ${what}`, async () => {
            const root = edit(withEdits([`${CONTAINER}.securityContext.runAsUser`, 0]), `spec.${field}`, value);
            const found = await judged(daemonSet(root));
            assert.deepEqual(shown(mandatory(found)), []);
            assert.ok(found.some(({ rule }) => rule.id === "psa-runAsUser"));
        });
    }

    it("is a breach in a DaemonSet that shows nothing of the kind", async () => {
        const found = await judged(daemonSet(withEdits([`${CONTAINER}.securityContext.runAsUser`, 0])));
        assert.deepEqual(shown(found), ["mandatory psa-runAsUser"]);
    });

    it("is advice in a system namespace for every DaemonSet, and for what has the priority of the system", async () => {
        const root = withEdits([`${CONTAINER}.securityContext.runAsUser`, 0]);
        const critical = edit(root, "spec.priorityClassName", "system-cluster-critical");
        assert.deepEqual(shown(await judged(daemonSet(root, "kube-system"))), ["advisory psa-runAsUser"]);
        assert.deepEqual(shown(await judged(deployment(critical, "kube-system"))), ["advisory psa-runAsUser"]);
        assert.deepEqual(shown(await judged(deployment(root, "kube-system"))), ["mandatory psa-runAsUser"]);
    });

    it("is advice in the pods of such a DaemonSet, as a cluster shows them", async () => {
        const pod = workload({ type: "kubernetes:core/v1:Pod", prefix: "" }, withEdits(...PRIVILEGED));
        const owned = edit(pod, "props.metadata.ownerReferences", [{ kind: "DaemonSet", name: "agent" }]);
        assert.deepEqual(shown(mandatory(await judged(owned))), []);
        assert.notDeepEqual(shown(mandatory(await judged(pod))), []);
    });

    it("is a breach where the namespace enforces a level, because the API server refuses it", async () => {
        const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
        const namespace = object("v1", "Namespace", { metadata: { name: "shop", namespace: undefined, labels } });
        const found = mandatory(await judged(namespace, daemonSet(withEdits(["spec.hostNetwork", true]))));
        assert.deepEqual(shown(found), ["mandatory psa-hostNamespaces"]);
    });

    it("is no excuse for what has no purpose there", async () => {
        const unpinned = withEdits(["spec.hostNetwork", true], [`${CONTAINER}.image`, "nginx"]);
        const found = mandatory(await judged(daemonSet(unpinned)));
        assert.deepEqual(shown(found), ["mandatory image-digest", "mandatory image-pinned"]);
    });
});

describe("A toleration of the control plane's taints", () => {
    const tolerations = ["control-plane", "master"].map((name) => ({ key: `node-role.kubernetes.io/${name}` }));
    const tolerant = withEdits(["spec.tolerations", tolerations]);

    it("is one finding for both names of the taint, and advice in a system namespace", async () => {
        assert.deepEqual(shown(await judged(deployment(tolerant))), ["mandatory control-plane-placement"]);
        for (const namespace of ["kube-system", "calico-system"]) {
            const found = shown(await judged(deployment(tolerant, namespace)));
            assert.deepEqual(found, ["advisory control-plane-placement"], namespace);
        }
    });

    it("is no excuse for a selector of its nodes", async () => {
        const placed = edit(tolerant, "spec.nodeSelector", { "node-role.kubernetes.io/control-plane": "" });
        const found = mandatory(await judged(deployment(placed, "kube-system")));
        assert.deepEqual(shown(found), ["mandatory control-plane-placement"]);
    });
});
