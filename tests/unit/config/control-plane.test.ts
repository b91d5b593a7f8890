import assert from "node:assert/strict";
import { assertRefused, faultsOf, type Malformed } from "./refused";

const cluster = (more: object) => ({ "eks-platform:cluster": { kind: "eks", name: "test", ...more } });
const controlPlane = (more: object) => cluster({ controlPlane: more });
const remote = (more: object) => cluster({ remoteNetworks: { nodes: ["192.168.0.0/20"], ...more } });

const CASES: readonly Malformed[] = [
    {
        what: "a version that EKS serves and the platform has no pins for, and says so",
        changes: cluster({ version: "1.37" }),
        path: "eks-platform:cluster.version",
        mentions: ["1.34, 1.35, 1.36", "EKS serves 1.37, but the pinned charts and add-ons are not made for it"],
    },
    {
        what: "a version that AWS supports no more",
        changes: cluster({ version: "1.30" }),
        path: "eks-platform:cluster.version",
        mentions: ["Set a version that AWS still supports"],
    },
    {
        what: "capacity of its own with the small footprint, and says what it costs",
        changes: { ...controlPlane({ tier: "tier-xl" }), "eks-platform:footprint": "small" },
        path: "eks-platform:cluster.controlPlane.tier",
        mentions: ["tier-xl", "standard with footprint small", "1205 USD a month", "footprint: full"],
    },
    {
        what: "an egress that AWS does not document",
        changes: controlPlane({ egress: "customer-isolated" }),
        path: "eks-platform:cluster.controlPlane.egress",
        mentions: ["customer-isolated", "aws-managed or customer-routed"],
    },
    {
        what: "an egress of its own where the network has no way out",
        changes: { ...controlPlane({ egress: "customer-routed" }), "eks-platform:network": { nat: "none" } },
        path: "eks-platform:cluster.controlPlane.egress",
        mentions: ["a way out", "single, per-zone or regional"],
    },
    {
        what: "another pace of autoscaling without capacity of its own",
        changes: controlPlane({ autoscalerSyncSeconds: 10 }),
        path: "eks-platform:cluster.controlPlane.autoscalerSyncSeconds",
        mentions: ["provisioned control planes only", "tier-xl"],
    },
    {
        what: "node ports that end before they begin",
        changes: controlPlane({ nodePorts: { min: 31_000, max: 30_000 } }),
        path: "eks-platform:cluster.controlPlane.nodePorts",
        mentions: ["not above its max"],
    },
    {
        what: "a weight that EKS does not take",
        changes: controlPlane({ scheduler: { strategy: "most-allocated", weights: { cpu: 101 } } }),
        path: "eks-platform:cluster.controlPlane.scheduler.weights.cpu",
        mentions: ["101", "100"],
    },
    {
        what: "Events that are kept for longer than EKS keeps any",
        changes: controlPlane({ eventTtlMinutes: 61 }),
        path: "eks-platform:cluster.controlPlane.eventTtlMinutes",
        mentions: ["61", "60"],
    },
    {
        what: "remote nodes with public addresses",
        changes: cluster({ remoteNetworks: { nodes: ["8.8.8.0/24"] } }),
        path: "eks-platform:cluster.remoteNetworks.nodes[0]",
        mentions: ["8.8.8.0/24", "RFC 1918"],
    },
    {
        what: "remote nodes among the addresses of the VPC",
        changes: cluster({ remoteNetworks: { nodes: ["10.0.8.0/24"] } }),
        path: "eks-platform:cluster.remoteNetworks.nodes[0]",
        mentions: ["the VPC (10.0.0.0/16)"],
    },
    {
        what: "remote pods among the addresses of Services",
        changes: remote({ pods: ["172.20.0.0/24"] }),
        path: "eks-platform:cluster.remoteNetworks.pods[0]",
        mentions: ["the cluster's Services (172.20.0.0/16)"],
    },
    {
        what: "remote pods among the addresses of remote nodes",
        changes: remote({ pods: ["192.168.0.0/24"] }),
        path: "eks-platform:cluster.remoteNetworks.pods[0]",
        mentions: ["nodes[0] (192.168.0.0/20)"],
    },
    {
        what: "remote pods without remote nodes",
        changes: cluster({ remoteNetworks: { nodes: [], pods: ["192.168.0.0/24"] } }),
        path: "eks-platform:cluster.remoteNetworks.nodes",
        mentions: ["at least one block"],
    },
    {
        what: "remote nodes that join as a user",
        changes: remote({ nodeRoles: ["arn:aws:iam::210987654321:user/a"] }),
        path: "eks-platform:cluster.remoteNetworks.nodeRoles[0]",
        mentions: ["roles only"],
    },
    {
        what: "remote nodes that join as somebody who has an access entry",
        changes: cluster({
            access: { a: { principalArn: "arn:aws:iam::210987654321:role/a", policy: "view" } },
            remoteNetworks: { nodes: ["192.168.0.0/20"], nodeRoles: ["arn:aws:iam::210987654321:role/a"] },
        }),
        path: "eks-platform:cluster.remoteNetworks.nodeRoles[0]",
        mentions: ["one access entry for each"],
    },
];

describe("The settings of a control plane", () => {
    for (const { what, ...malformed } of CASES) {
        it(`refuse ${what}`, () => assertRefused(malformed));
    }

    it("take all that EKS takes", () => {
        const controlPlane = {
            ...{ tier: "tier-8xl", egress: "customer-routed", eventTtlMinutes: 10, finishedPodsKept: 12_500 },
            nodePorts: { min: 10_260, max: 32_767 },
            scheduler: { strategy: "least-allocated", weights: { "nvidia.com/gpu": 100 } },
        };
        const remoteNetworks = { nodes: ["192.168.0.0/32"], pods: ["172.16.0.0/14"] };
        assert.deepEqual(faultsOf(cluster({ zonalShift: true, controlPlane, remoteNetworks })), []);
    });
});
