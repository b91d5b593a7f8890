import assert from "node:assert/strict";
import { maintenance } from "../../../components/cluster/node-maintenance";
import { assertRefused, faultsOf } from "./refused";
import { load } from "./valid";

const KEY = "eks-platform:nodeGroups.system";

const group = (more: Record<string, unknown>) => ({
    "eks-platform:nodeGroups": { system: { instanceTypes: ["m7g.large"], max: 3, ...more } },
});

/** What a group asks of EKS. */
function asked(more: Record<string, unknown>) {
    const config = load(group(more));
    assert.ok(config.kind === "eks");
    return maintenance(config.nodeGroups.system ?? assert.fail());
}

const OVERRIDE = {
    condition: "AcceleratedHardwareReady",
    reason: "NvidiaXID13Error",
    minRepairWaitMinutes: 5,
    action: "reboot",
};

describe("What is done with the nodes of a group", () => {
    it("is by itself to renew a third at a time, to repair, and to keep none waiting", () => {
        assert.deepEqual(asked({}), {
            updateConfig: { maxUnavailablePercentage: 33 },
            nodeRepairConfig: { enabled: true },
        });
    });

    it("is what the group says, in the words of EKS", () => {
        const settings = {
            operatingSystem: "al2023",
            update: { maxUnavailable: 2, strategy: "minimal" },
            repair: { maxUnhealthyPercentage: 40, maxParallel: 1, overrides: [OVERRIDE] },
            warmPool: { state: "hibernated", min: 2, maxPrepared: 5, reuseOnScaleIn: true },
        };
        assert.deepEqual(asked(settings), {
            updateConfig: { maxUnavailable: 2, updateStrategy: "MINIMAL" },
            nodeRepairConfig: {
                enabled: true,
                maxUnhealthyNodeThresholdPercentage: 40,
                maxParallelNodesRepairedCount: 1,
                nodeRepairConfigOverrides: [
                    {
                        nodeMonitoringCondition: "AcceleratedHardwareReady",
                        nodeUnhealthyReason: "NvidiaXID13Error",
                        minRepairWaitTimeMins: 5,
                        repairAction: "Reboot",
                    },
                ],
            },
            warmPoolConfig: { poolState: "HIBERNATED", minSize: 2, maxGroupPreparedCapacity: 5, reuseOnScaleIn: true },
        });
    });

    for (const { what, more, path, mentions } of [
        {
            what: "a number and a percentage of nodes to renew",
            more: { update: { maxUnavailable: 1, maxUnavailablePercentage: 10 } },
            path: `${KEY}.update`,
            mentions: ["not both"],
        },
        {
            what: "two limits of what is repaired",
            more: { repair: { maxUnhealthy: 1, maxUnhealthyPercentage: 10 } },
            path: `${KEY}.repair`,
            mentions: ["maxUnhealthy or maxUnhealthyPercentage"],
        },
        {
            what: "two limits of what is repaired at once",
            more: { repair: { maxParallel: 1, maxParallelPercentage: 10 } },
            path: `${KEY}.repair`,
            mentions: ["maxParallel or maxParallelPercentage"],
        },
        {
            what: "an override without one of its four values",
            more: { repair: { overrides: [{ ...OVERRIDE, reason: undefined }] } },
            path: `${KEY}.repair.overrides[0].reason`,
            mentions: ["nothing"],
        },
        {
            what: "Bottlerocket nodes that hibernate",
            more: { warmPool: { state: "hibernated" } },
            path: `${KEY}.warmPool.state`,
            mentions: ["Bottlerocket"],
        },
        {
            what: "Bottlerocket nodes that go back to wait",
            more: { warmPool: { reuseOnScaleIn: true } },
            path: `${KEY}.warmPool.reuseOnScaleIn`,
            mentions: ["Bottlerocket"],
        },
        {
            what: "more waiting instances than are ever prepared",
            more: { warmPool: { min: 4, maxPrepared: 3 } },
            path: `${KEY}.warmPool.min`,
            mentions: ["at most 3", "maxPrepared"],
        },
        {
            what: "more waiting instances than the group has nodes at most",
            more: { warmPool: { min: 400 } },
            path: `${KEY}.warmPool.min`,
            mentions: ["max of the group"],
        },
        {
            what: "spot instances that wait",
            more: { warmPool: {}, capacity: "spot" },
            path: `${KEY}.warmPool`,
            mentions: ["spot"],
        },
        {
            what: "a FIPS variant of AL2023",
            more: { fips: true, operatingSystem: "al2023" },
            path: `${KEY}.fips`,
            mentions: ["AL2023"],
        },
        {
            what: "reserved capacity that is bought as spot",
            more: { capacity: "spot", capacityReservation: "cr-0123456789abcdef0" },
            path: `${KEY}.capacity`,
            mentions: ["on-demand"],
        },
        {
            what: "a reservation that is none",
            more: { capacityReservation: "mine" },
            path: `${KEY}.capacityReservation`,
            mentions: ["cr-0123456789abcdef0"],
        },
        {
            what: "a kernel module that would be more than a name",
            more: { deniedKernelModules: ["udf\ninstall ext4 /bin/false"] },
            path: `${KEY}.deniedKernelModules[0]`,
            mentions: ["kernel module"],
        },
    ]) {
        it(`is not ${what}`, () => assertRefused({ changes: group(more), path, mentions }));
    }

    it("may be a warm pool of Bottlerocket nodes that are stopped or run", () => {
        for (const state of ["stopped", "running"]) {
            assert.deepEqual(faultsOf(group({ warmPool: { state } })), []);
        }
    });
});
