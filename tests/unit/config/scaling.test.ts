import assert from "node:assert/strict";
import { clusterAutoscaler } from "../../../components/addons/cluster-autoscaler";
import { karpenter } from "../../../components/addons/karpenter";
import { kubernetesVersionsOf } from "../../../components/addons/karpenter/compatibility";
import { stackAddons } from "../../../components/addons/stack-addons";
import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS } from "../../../core/facts/kubernetes/versions";
import { assertRefused } from "./refused";
import { load } from "./valid";

const KEY = "eks-platform:scaling";

const group = (sizes: Record<string, number>) => ({
    "eks-platform:nodeGroups": { system: { instanceTypes: ["m7g.large"], ...sizes } },
});

const names = (changes: Record<string, unknown>) => stackAddons(load(changes)).map(({ addon }) => addon.name);

describe("The section scaling", () => {
    it("installs the Cluster Autoscaler unless the stack says otherwise, so that max is reached", () => {
        assert.ok(names({}).includes("cluster-autoscaler"));
        assert.deepEqual(load({}).warnings, []);
        for (const mode of ["none", "external"]) {
            assert.ok(!names({ [KEY]: { mode } }).includes("cluster-autoscaler"), mode);
        }
    });

    it("hands its options to the add-on", () => {
        const scaling = { mode: "cluster-autoscaler", replicas: 3, expander: "random", scaleDownAfterMinutes: 20 };
        const { mode, ...options } = scaling;
        const installed = stackAddons(load({ [KEY]: scaling })).find(({ addon }) => addon === clusterAutoscaler);
        assert.deepEqual(installed?.options, options);
    });

    it("warns of each group whose max nothing reaches", () => {
        const { warnings } = load({ [KEY]: { mode: "none" }, ...group({ min: 1, desired: 2, max: 3 }) });
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /system stays at 2 nodes.* max of 3.*cluster-autoscaler/);
    });

    it("is content with a fixed size that nothing scales, and with another's scaler", () => {
        assert.deepEqual(load({ [KEY]: { mode: "none" }, ...group({ min: 2, max: 2 }) }).warnings, []);
        assert.deepEqual(load({ [KEY]: { mode: "external" }, ...group({ min: 1, max: 9 }) }).warnings, []);
    });

    for (const { what, scaling, path, mentions } of [
        {
            what: "EKS Auto Mode, and says what it would take away",
            scaling: { mode: "auto-mode" },
            path: `${KEY}.mode`,
            mentions: ["auto-mode", "cluster-autoscaler", "Calico", "load balancer controller"],
        },
        {
            what: "a mode that there is not",
            scaling: { mode: "autoscaler" },
            path: `${KEY}.mode`,
            mentions: ['"none" or "external"'],
        },
        { what: "no mode at all", scaling: {}, path: `${KEY}.mode`, mentions: ["cluster-autoscaler"] },
        {
            what: "options of another mode",
            scaling: { mode: "none", replicas: 2 },
            path: `${KEY}.replicas`,
            mentions: ["mode"],
        },
        {
            what: "an expander that needs a ConfigMap of its own",
            scaling: { mode: "cluster-autoscaler", expander: "priority" },
            path: `${KEY}.expander`,
            mentions: ["least-waste"],
        },
    ]) {
        it(`refuses ${what}`, () => assertRefused({ changes: { [KEY]: scaling }, path, mentions }));
    }

    it("has a release of the Cluster Autoscaler for every version of Kubernetes of the platform", () => {
        const known = clusterAutoscaler.kubernetes ?? [];
        assert.deepEqual(
            Object.keys(KUBERNETES_VERSIONS).filter((version) => !known.includes(version)),
            [],
        );
    });

    it("keeps Karpenter to versions of Kubernetes that its own matrix has", () => {
        assert.deepEqual(kubernetesVersionsOf("1.12.3"), ["1.33", "1.34", "1.35"]);
        // There was no row for it: a newer chart needs one first.
        assert.deepEqual(kubernetesVersionsOf("1.15.2"), []);
        assert.deepEqual(karpenter.kubernetes, ["1.33", "1.34", "1.35", "1.36"]);
        assert.ok(karpenter.kubernetes?.includes(DEFAULT_KUBERNETES_VERSION));
    });

    it("is for clusters that the stack makes", () => {
        assertRefused({
            changes: {
                "eks-platform:region": undefined,
                "eks-platform:nodeGroups": undefined,
                "eks-platform:cluster": { kind: "existing", context: "kind" },
                [KEY]: { mode: "none" },
            },
            path: KEY,
            mentions: ["eks"],
        });
    });
});
