import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup";
import type { NodeGroupConfig } from "../config/sections/node-groups";

type Settings = Pick<NodeGroupConfig, "update" | "repair" | "warmPool">;

const ACTIONS = { replace: "Replace", reboot: "Reboot", "no-action": "NoAction" } as const;

const STATES = { stopped: "STOPPED", running: "RUNNING", hibernated: "HIBERNATED" } as const;

/** A third of a group at a time, where nothing else is asked for. */
const USUAL_PERCENTAGE = 33;

/** How EKS renews and repairs the nodes of a group, and what waits to become one. */
export function maintenance({
    update,
    repair,
    warmPool,
}: Settings): Pick<NodeGroupArgs, "updateConfig" | "nodeRepairConfig" | "warmPoolConfig"> {
    const { maxUnavailable, maxUnavailablePercentage = USUAL_PERCENTAGE, strategy } = update;
    return {
        updateConfig: {
            ...(maxUnavailable === undefined ? { maxUnavailablePercentage } : { maxUnavailable }),
            ...(strategy === "minimal" && { updateStrategy: "MINIMAL" }),
        },
        nodeRepairConfig: {
            enabled: repair.enabled,
            ...given("maxUnhealthyNodeThresholdCount", repair.maxUnhealthy),
            ...given("maxUnhealthyNodeThresholdPercentage", repair.maxUnhealthyPercentage),
            ...given("maxParallelNodesRepairedCount", repair.maxParallel),
            ...given("maxParallelNodesRepairedPercentage", repair.maxParallelPercentage),
            ...(repair.overrides && {
                nodeRepairConfigOverrides: repair.overrides.map(
                    ({ condition, reason, minRepairWaitMinutes, action }) => ({
                        nodeMonitoringCondition: condition,
                        nodeUnhealthyReason: reason,
                        minRepairWaitTimeMins: minRepairWaitMinutes,
                        repairAction: ACTIONS[action],
                    }),
                ),
            }),
        },
        ...(warmPool && {
            warmPoolConfig: {
                poolState: STATES[warmPool.state],
                minSize: warmPool.min,
                reuseOnScaleIn: warmPool.reuseOnScaleIn,
                ...given("maxGroupPreparedCapacity", warmPool.maxPrepared),
            },
        }),
    };
}

function given<K extends string>(key: K, value: number | undefined): { readonly [key in K]?: number } {
    return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: number });
}
