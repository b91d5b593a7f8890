import * as z from "zod";
import { type Report, reportTo } from "../schema/report";

const percentage = z.int().min(1).max(100);

const updateSchema = z
    .strictObject({
        maxUnavailable: z.int().min(1).max(100).optional().describe("Most nodes that are renewed at once."),
        maxUnavailablePercentage: percentage
            .optional()
            .describe(
                "Most nodes that are renewed at once, in percent of the group. Default: 33, without `maxUnavailable`.",
            ),
        strategy: z
            .enum(["default", "minimal"])
            .default("default")
            .describe(
                "`default`: new nodes come before old ones go. `minimal`: old ones go first, where capacity is scarce, as that of GPUs is.",
            ),
    })
    .superRefine((update, context) => {
        oneOf(update, "maxUnavailable", "maxUnavailablePercentage", reportTo(context));
    });

const overrideSchema = z.strictObject({
    condition: z.string().min(1).describe("Condition of the node, for example `AcceleratedHardwareReady`."),
    reason: z.string().min(1).describe("Reason of the condition, for example `NvidiaXID13Error`."),
    minRepairWaitMinutes: z.int().min(1).describe("Minutes for which it must have lasted."),
    action: z.enum(["replace", "reboot", "no-action"]).describe("What is done then."),
});

const repairSchema = z
    .strictObject({
        enabled: z.boolean().default(true).describe("Whether EKS replaces or reboots nodes that are broken."),
        maxUnhealthy: z
            .int()
            .min(1)
            .optional()
            .describe("Broken nodes above which nothing is repaired any more. Default: what AWS takes."),
        maxUnhealthyPercentage: percentage.optional().describe("The same in percent of the group."),
        maxParallel: z
            .int()
            .min(1)
            .optional()
            .describe("Most nodes that are repaired at once. Default: what AWS takes."),
        maxParallelPercentage: percentage.optional().describe("The same in percent of those that are broken."),
        overrides: z
            .array(overrideSchema)
            .min(1)
            .optional()
            .describe("What is done about certain faults; the `eks-node-monitoring-agent` of `eksAddons` finds them."),
    })
    .superRefine((repair, context) => {
        const report = reportTo(context);
        oneOf(repair, "maxUnhealthy", "maxUnhealthyPercentage", report);
        oneOf(repair, "maxParallel", "maxParallelPercentage", report);
    });

const warmPoolSchema = z.strictObject({
    state: z
        .enum(["stopped", "running", "hibernated"])
        .default("stopped")
        .describe("What its instances are while they wait: of stopped ones the volumes alone are paid for."),
    min: z.int().min(0).max(450).default(0).describe("Fewest instances that wait."),
    maxPrepared: z
        .int()
        .min(1)
        .max(450)
        .optional()
        .describe("Most nodes and waiting instances together. Default: `max` of the group."),
    reuseOnScaleIn: z.boolean().default(false).describe("Whether a node that goes waits again instead of ending."),
});

/** How the nodes of a group are renewed and repaired, and what waits to become one. */
export const NODE_MAINTENANCE = {
    update: updateSchema.prefault({}).describe("How EKS renews the nodes, for another version, image or setting."),
    repair: repairSchema.prefault({}).describe("What EKS does about broken nodes."),
    warmPool: warmPoolSchema
        .optional()
        .describe("Instances that have started once and wait, so that a node is there in seconds. Default: none."),
};

interface Maintained {
    readonly operatingSystem: string;
    readonly capacity: string;
    readonly max: number;
    readonly warmPool?: z.output<typeof warmPoolSchema> | undefined;
}

/** Reports what of a group's warm pool AWS does not do. */
export function checkWarmPool({ operatingSystem, capacity, max, warmPool }: Maintained, report: Report): void {
    if (!warmPool) {
        return;
    }
    const most = warmPool.maxPrepared ?? max;
    if (warmPool.min > most) {
        const limit = warmPool.maxPrepared === undefined ? "max of the group" : "maxPrepared";
        const allowed = `at most ${most}, the ${limit}: nodes and waiting instances together are no more`;
        report(["warmPool", "min"], warmPool.min, allowed, "Change warmPool.min, warmPool.maxPrepared or max.");
    }
    if (capacity === "spot") {
        report(["warmPool"], warmPool, "none for spot instances, which AWS does not keep waiting", "Remove this key.");
    }
    if (operatingSystem === "bottlerocket" && warmPool.state === "hibernated") {
        const allowed = "stopped or running for Bottlerocket, which cannot hibernate";
        report(["warmPool", "state"], warmPool.state, allowed, "Change the state, or the operating system.");
    }
    if (operatingSystem === "bottlerocket" && warmPool.reuseOnScaleIn) {
        const allowed = "false for Bottlerocket, whose nodes cannot go back to wait";
        report(["warmPool", "reuseOnScaleIn"], true, allowed, "Remove this key, or change the operating system.");
    }
}

function oneOf<K extends string>(
    settings: Readonly<Partial<Record<K, number | undefined>>>,
    count: K,
    share: K,
    report: Report,
): void {
    if (settings[count] !== undefined && settings[share] !== undefined) {
        const both = { [count]: settings[count], [share]: settings[share] };
        report([], both, `${count} or ${share}, not both`, "Remove one of the two.");
    }
}
