import assert from "node:assert/strict";
import { stackAddons } from "../../../components/addons/stack-addons";
import { assertRefused, faultsOf } from "./refused";
import { load } from "./valid";

const KEY = "eks-platform:scaling";

/** A stack that Karpenter scales with one pool. */
function pool(more: Record<string, unknown>, rest: Record<string, unknown> = {}) {
    return {
        "eks-platform:nodeGroups": { system: { instanceTypes: ["m7g.large"], min: 2, max: 2 } },
        "eks-platform:network": { zones: ["eu-west-1a", "eu-west-1b"] },
        [KEY]: { mode: "karpenter", nodePools: { general: { limits: { cpu: 100 }, ...more } }, ...rest },
    };
}

describe("Pools of nodes", () => {
    it("install Karpenter, and no other scaler", () => {
        const names = stackAddons(load(pool({}))).map(({ addon }) => addon.name);
        assert.ok(names.includes("karpenter") && !names.includes("cluster-autoscaler"));
        assert.deepEqual(load(pool({})).warnings, []);
    });

    it("take all that they may be given", () => {
        const more = {
            instanceTypes: ["m7g.large", "m6g.large"],
            capacity: ["spot", "on-demand"],
            requirements: [
                { key: "karpenter.k8s.aws/instance-cpu", operator: "Lt", values: ["33"] },
                { key: "karpenter.k8s.aws/instance-local-nvme", operator: "Exists" },
            ],
            operatingSystem: "al2023",
            releaseVersion: "v20261105",
            zones: ["eu-west-1b"],
            diskGiB: 80,
            labels: { team: "a" },
            taints: [{ key: "batch", effect: "NoSchedule" }],
            startupTaints: [{ key: "agent", value: "missing", effect: "NoExecute" }],
            limits: { cpu: 64, memory: "256Gi", nodes: 10 },
            weight: 10,
            consolidation: "balanced",
            consolidateAfter: "Never",
            budgets: [
                { nodes: "0", schedule: "0 8 * * 1-5", duration: "10h", reasons: ["Underutilized"] },
                { nodes: "20%" },
            ],
            expireAfter: "168h",
            terminationGracePeriod: "1h",
        };
        assert.deepEqual(faultsOf(pool(more)), []);
    });

    const at = `${KEY}.nodePools.general`;
    for (const { what, more, path, mentions } of [
        { what: "no limit", more: { limits: undefined }, path: `${at}.limits`, mentions: ["nothing"] },
        { what: "no processors", more: { limits: { cpu: 0 } }, path: `${at}.limits.cpu`, mentions: ["at least 1"] },
        {
            what: "a zone that the network does not have",
            more: { zones: ["eu-west-1c"] },
            path: `${at}.zones[0]`,
            mentions: ["eu-west-1a"],
        },
        {
            what: "instance types of two architectures",
            more: { instanceTypes: ["m7g.large", "m7i.large"] },
            path: `${at}.instanceTypes`,
            mentions: ["one architecture"],
        },
        {
            what: "an instance type that there is not",
            more: { instanceTypes: ["m7q.large"] },
            path: `${at}.instanceTypes[0]`,
            mentions: ["instance type"],
        },
        {
            what: "a release of the other operating system",
            more: { releaseVersion: "v20261105" },
            path: `${at}.releaseVersion`,
            mentions: ["v1.66.0"],
        },
        {
            what: "reserved capacity, of which no class names any",
            more: { capacity: ["reserved"] },
            path: `${at}.capacity[0]`,
            mentions: ["on-demand"],
        },
        {
            what: "a schedule that never ends",
            more: { budgets: [{ nodes: "0", schedule: "@daily" }] },
            path: `${at}.budgets[0]`,
            mentions: ["duration"],
        },
        {
            what: "a budget of more than all",
            more: { budgets: [{ nodes: "101%" }] },
            path: `${at}.budgets[0].nodes`,
            mentions: ["percentage"],
        },
        {
            what: "a requirement without the values that its operator needs",
            more: { requirements: [{ key: "karpenter.k8s.aws/instance-cpu", operator: "Gt", values: ["4", "8"] }] },
            path: `${at}.requirements[0].values`,
            mentions: ["one whole number"],
        },
        {
            what: "a label that the platform sets",
            more: { labels: { "eks-platform/node-pool": "other" } },
            path: `${at}.labels.eks-platform/node-pool`,
            mentions: ["platform sets"],
        },
    ]) {
        it(`are refused with ${what}`, () => assertRefused({ changes: pool(more), path, mentions }));
    }

    it("are refused where there is none, and where two pods of Karpenter would share a node", () => {
        assertRefused({ changes: pool({}, { nodePools: {} }), path: `${KEY}.nodePools`, mentions: ["at least one"] });
        assertRefused({ changes: pool({}, { replicas: 3 }), path: `${KEY}.replicas`, mentions: ["at most 2"] });
    });

    it("are beyond the roles of a pipeline, which a warning says", () => {
        const pipeline = {
            github: { owner: "acme", repository: "platform", ownerId: 1234, repositoryId: 5678 },
            state: { bucket: "acme-state" },
        };
        const { warnings } = load({ ...pool({}), "eks-platform:pipeline": pipeline });
        assert.match(warnings.join("\n"), /roles of the pipeline .*SQS.*EventBridge/);
    });

    it("leave node groups at their size, which a warning says of each that has room", () => {
        const groups = { system: { instanceTypes: ["m7g.large"], min: 2, max: 5 } };
        const { warnings } = load({ ...pool({}), "eks-platform:nodeGroups": groups });
        assert.match(warnings.join("\n"), /system stays at 2 nodes.*node pools alone/);
    });
});
