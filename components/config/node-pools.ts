import * as z from "zod";
import { VOLUME_LIMITS } from "../../core/facts/aws/ebs-volumes";
import { byteQuantity, dnsLabel, zoneName } from "../schema/fields";
import { type Report, reportTo } from "../schema/report";
import { checkInstanceTypes, instanceType } from "./instance-type";
import { deniedKernelModules } from "./kernel-modules";
import { nodeLabels, nodeTaints } from "./node-labels";
import { operatingSystem } from "./operating-system";

/** A span of time as Karpenter writes it. */
const span = z
    .string()
    .regex(/^([0-9]+(s|m|h))+$/, { error: "hours, minutes and seconds, for example 24h, 1h30m or 45s" });

const spanOrNever = z
    .string()
    .regex(/^(([0-9]+(s|m|h))+|Never)$/, { error: "hours, minutes and seconds, for example 24h or 1h30m, or Never" });

const requirement = z
    .strictObject({
        key: z.string().min(1).max(316).describe("Label of nodes, for example `karpenter.k8s.aws/instance-size`."),
        operator: z
            .enum(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"])
            .describe("How the label is held against the values."),
        values: z
            .array(z.string())
            .default([])
            .describe("Values; none for Exists and DoesNotExist, one for the others but In and NotIn."),
        minValues: z
            .int()
            .min(1)
            .max(50)
            .optional()
            .describe("Least number of different values that must stay possible. Default: any."),
    })
    .superRefine(({ operator, values }, context) => {
        const problem = valuesProblem(operator, values);
        if (problem !== undefined) {
            reportTo(context)(["values"], values, problem, "Change the values or the operator.");
        }
    });

function valuesProblem(operator: string, values: readonly string[]): string | undefined {
    switch (operator) {
        case "In":
        case "NotIn":
            return values.length > 0 ? undefined : `at least one value for ${operator}`;
        case "Exists":
        case "DoesNotExist":
            return values.length === 0 ? undefined : `no values for ${operator}`;
        default:
            return values.length === 1 && /^\d+$/.test(values[0] ?? "")
                ? undefined
                : `one whole number in quotes for ${operator}`;
    }
}

const budget = z
    .strictObject({
        nodes: z
            .string()
            .regex(/^((100|[0-9]{1,2})%|[0-9]+)$/, {
                error: 'a number in quotes or a percentage, for example "2" or 10%',
            })
            .describe("Most nodes that are taken away at once."),
        reasons: z
            .array(z.enum(["Underutilized", "Empty", "Drifted"]))
            .min(1)
            .optional()
            .describe("For these reasons only. Default: for all."),
        schedule: z
            .string()
            .regex(/^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|(\S+\s){4}\S+)$/, {
                error: "a cron schedule in UTC, for example 0 8 * * 1-5, or @daily",
            })
            .optional()
            .describe("When the budget begins to hold, in UTC. Default: it always holds."),
        duration: z
            .string()
            .regex(/^([0-9]+(h|m)|[0-9]+h[0-9]+m)$/, { error: "hours and minutes, for example 8h or 8h30m" })
            .optional()
            .describe("How long it holds from then on."),
    })
    .superRefine(({ schedule, duration }, context) => {
        if ((schedule === undefined) !== (duration === undefined)) {
            const report = reportTo(context);
            report(
                [],
                { schedule, duration },
                "schedule and duration together, or neither",
                "Add the one that is missing.",
            );
        }
    });

const nodePoolSchema = z
    .strictObject({
        instanceTypes: z
            .array(instanceType)
            .min(1)
            .max(60)
            .optional()
            .describe("Exactly these instance types, all of one architecture. Default: what the other keys allow."),
        categories: z
            .array(z.string().regex(/^[a-z]+$/, { error: "lower-case letters, for example c, m or r" }))
            .min(1)
            .default(["c", "m", "r"])
            .describe("Categories of instance types, where `instanceTypes` names none."),
        newerThan: z
            .int()
            .min(1)
            .max(20)
            .default(5)
            .describe("Generations above this one, where `instanceTypes` names none: 5 allows m6g and newer."),
        architectures: z
            .array(z.enum(["amd64", "arm64"]))
            .min(1)
            .default(["amd64"])
            .describe(
                "Processor architectures, where `instanceTypes` names none. With both, images must be built for both.",
            ),
        capacity: z
            .array(z.enum(["on-demand", "spot"]))
            .min(1)
            .default(["on-demand"])
            .describe(
                "How instances are bought; of several, the cheapest that there is. AWS may take spot instances back at two minutes' notice.",
            ),
        requirements: z.array(requirement).max(90).default([]).describe("More that a node must be, by its labels."),
        operatingSystem,
        releaseVersion: z
            .string()
            .optional()
            .describe(
                "AMI release as its project tags it, for example `v1.66.0` of Bottlerocket or `v20261105` of AL2023. Default: the newest, to which nodes are moved as it comes out, within the budgets.",
            ),
        zones: z
            .array(zoneName)
            .min(1)
            .optional()
            .describe("Zones of the nodes, of those in `network.zones`. Default: all of `network.zones`."),
        deniedKernelModules,
        diskGiB: z
            .int()
            .min(20)
            .max(VOLUME_LIMITS.gp3.size[1])
            .default(50)
            .describe("Size of the encrypted volume for images and logs, in GiB."),
        labels: nodeLabels.default({}).describe("Kubernetes labels of the nodes."),
        taints: nodeTaints.default([]).describe("Taints of the nodes: only pods that tolerate them are placed there."),
        startupTaints: nodeTaints
            .default([])
            .describe("Taints that nodes have until an agent on them takes them away; pods need not tolerate them."),
        limits: z
            .strictObject({
                cpu: z.int().min(1).describe("Processors."),
                memory: byteQuantity.optional().describe("Memory. Default: any."),
                nodes: z.int().min(1).optional().describe("Nodes. Default: any."),
            })
            .describe("Most that all nodes of the pool have together: without it nothing bounds the bill."),
        weight: z
            .int()
            .min(1)
            .max(100)
            .default(1)
            .describe("Of pools that all fit, the one with the highest is taken."),
        consolidation: z
            .enum(["when-empty", "when-empty-or-underutilized", "balanced"])
            .default("when-empty-or-underutilized")
            .describe(
                "Which nodes are taken away to save: those without pods, or those too whose pods fit elsewhere; `balanced` weighs what is saved against what is disturbed.",
            ),
        consolidateAfter: spanOrNever
            .default("1m")
            .describe("How long pods must have come and gone no more before that."),
        budgets: z
            .array(budget)
            .min(1)
            .max(50)
            .default([{ nodes: "10%" }])
            .describe("How many nodes are taken away at once; the strictest holds."),
        expireAfter: spanOrNever.default("720h").describe("Age at which a node is replaced."),
        terminationGracePeriod: span
            .default("24h")
            .describe("How long a node that goes waits for pods that may not be evicted, before it goes anyway."),
    })
    .superRefine((pool, context) => {
        const report = reportTo(context);
        checkRelease(pool, report);
        const [first, ...others] = pool.instanceTypes ?? [];
        if (first !== undefined) {
            const capacity = pool.capacity.includes("on-demand") ? "on-demand" : "spot";
            checkInstanceTypes({ ...pool, instanceTypes: [first, ...others], capacity }, report);
        }
    });

/** What the projects of the operating systems call their releases. */
const RELEASES = {
    al2023: { pattern: /^v20\d{6}$/, allowed: "a release of the AL2023 AMI, which is a date, for example v20261105" },
    bottlerocket: { pattern: /^v\d+\.\d+\.\d+$/, allowed: "a release of Bottlerocket, for example v1.66.0" },
} as const;

function checkRelease(
    {
        operatingSystem,
        releaseVersion,
    }: { operatingSystem: keyof typeof RELEASES; releaseVersion?: string | undefined },
    report: Report,
): void {
    const { pattern, allowed } = RELEASES[operatingSystem];
    if (releaseVersion !== undefined && !pattern.test(releaseVersion)) {
        report(["releaseVersion"], releaseVersion, allowed, "Write a release of this operating system.");
    }
}

/** Pools of nodes by name. */
export const nodePools = z.record(dnsLabel.max(40), nodePoolSchema).refine((pools) => Object.keys(pools).length > 0, {
    error: "at least one node pool, for example general: {limits: {cpu: 100}}",
});

/** A pool of nodes that Karpenter launches. */
export type NodePoolConfig = z.output<typeof nodePoolSchema>;
