import * as z from "zod";
import { inputAt } from "../../../core/facts/aws/catalog";
import { VOLUME_LIMITS } from "../../../core/facts/aws/ebs-volumes";
import { dnsLabel, zoneName } from "../../schema/fields";
import { type Report, reportTo } from "../../schema/report";
import { lengthsOf } from "../aws-limits";
import { checkInstanceTypes, checkOffered, instanceType } from "../instance-type";
import { deniedKernelModules } from "../kernel-modules";
import { nodeLabels, nodeTaints } from "../node-labels";
import { checkWarmPool, NODE_MAINTENANCE } from "../node-maintenance";
import { operatingSystem } from "../operating-system";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";
import { checkZonesInUse } from "../zones-in-use";

/** What EKS calls the AMI releases of an operating system. */
const RELEASES = {
    al2023: {
        pattern: /^\d+\.\d+\.\d+-20\d{6}$/,
        allowed: "a release of the AL2023 AMI, which is the Kubernetes version and a date, for example 1.36.2-20261105",
    },
    bottlerocket: {
        pattern: /^\d+\.\d+\.\d+-(?!20\d{6}$)[0-9a-f]{8}$/,
        allowed: "a release of Bottlerocket, which is its version and a commit, for example 1.66.0-1a2b3c4d",
    },
} as const;

const nodeGroupSchema = z
    .strictObject({
        instanceTypes: z
            .array(instanceType)
            .min(1)
            .max(20)
            .describe(
                "Instance types, all of one processor architecture and with accelerators of one maker or none; give several with `capacity: spot`. Types with NVIDIA GPUs and Neuron devices get the AMI with their driver.",
            ),
        capacity: z
            .enum(["on-demand", "spot"])
            .default("on-demand")
            .describe("How the instances are bought; AWS may take spot instances back at two minutes' notice."),
        operatingSystem,
        releaseVersion: z
            .string()
            .optional()
            .describe(
                "AMI release, for example `1.66.0-1a2b3c4d` of Bottlerocket or `1.36.2-20261105` of AL2023. Default: the newest when the group is created; AWS does not change it later.",
            ),
        zones: z
            .array(zoneName)
            .min(1)
            .optional()
            .describe(
                "Zones of the nodes, of those in `network.zones`. A change replaces the group: name the zones that it has before you add another to the network. Default: all of `network.zones`.",
            ),
        min: z
            .int()
            .min(0)
            .max(450)
            .default(1)
            .describe(
                "Fewest nodes. AWS takes none that is above the present number of nodes: see [More nodes at least](nodes.md#more-nodes-at-least).",
            ),
        desired: z
            .int()
            .min(0)
            .max(450)
            .optional()
            .describe(
                "Nodes. Where something scales the group (`scaling`), only at creation: afterwards the number is left to it. Default: `min`.",
            ),
        max: z.int().min(1).max(450).describe("Most nodes, which nothing reaches without `scaling`."),
        fips: z
            .boolean()
            .default(false)
            .describe(
                "Whether the nodes run the FIPS 140 variant of Bottlerocket; AL2023 has none. A change replaces the group.",
            ),
        capacityReservation: z
            .string()
            .regex(/^(cr-[0-9a-f]{8,17}|arn:aws(-[a-z]+)*:resource-groups:[a-z0-9-]+:\d{12}:group\/[\w.-]+)$/, {
                error: "the id of a capacity reservation, for example cr-0123456789abcdef0, or the ARN of a resource group of some",
            })
            .optional()
            .describe(
                "Capacity reservation, or resource group of some, that the instances are launched into. Default: any open one that fits.",
            ),
        deniedKernelModules,
        ...NODE_MAINTENANCE,
        diskGiB: z
            .int()
            .min(20)
            .max(VOLUME_LIMITS.gp3.size[1])
            .default(50)
            .describe("Size of the encrypted volume for images and logs, in GiB."),
        labels: nodeLabels.default({}).describe("Kubernetes labels of the nodes."),
        taints: nodeTaints
            .default([])
            .describe(
                "Taints of the nodes: only pods that tolerate them are placed there. One group at least needs none.",
            ),
    })
    .transform((group) => ({ ...group, desired: group.desired ?? group.min }))
    .superRefine((group, context) => {
        const report = reportTo(context);
        const { min, desired, max } = group;
        if (min > max || desired < min || desired > max) {
            report([], { min, desired, max }, "min <= desired <= max", "Change min, desired or max.");
        }
        const release = RELEASES[group.operatingSystem];
        if (group.releaseVersion !== undefined && !release.pattern.test(group.releaseVersion)) {
            report(
                ["releaseVersion"],
                group.releaseVersion,
                release.allowed,
                "Write a release of this operating system.",
            );
        }
        checkInstanceTypes(group, report);
        checkWarmPool(group, report);
        if (group.fips && group.operatingSystem !== "bottlerocket") {
            report(
                ["fips"],
                true,
                "false for AL2023, which EKS offers no FIPS variant of",
                "Set operatingSystem to bottlerocket.",
            );
        }
        if (group.capacityReservation !== undefined && group.capacity === "spot") {
            const allowed = "on-demand beside capacityReservation: what is reserved is bought on demand";
            report(["capacity"], group.capacity, allowed, "Change the capacity, or remove the reservation.");
        }
    });

/** EKS limits the whole name; what the program puts around it, and the digits that make it unique, come on top of the key. */
const MOST_CHARACTERS =
    lengthsOf(inputAt("aws:eks/nodeGroup:NodeGroup", "nodeGroupName")).max -
    "platform-foundation--group-1234567".length;

const nodeGroupsSchema = z.record(dnsLabel.max(MOST_CHARACTERS), nodeGroupSchema);

/** One managed node group. */
export type NodeGroupConfig = z.output<typeof nodeGroupSchema>;

/** The section `nodeGroups`. */
export const nodeGroupsSection = defineSection({
    name: "nodeGroups",
    description: "Managed node groups by name; a cluster of kind `eks` needs at least one.",
    schema: nodeGroupsSchema.prefault({}),
    appliesTo: ["eks"],
    check: checkNodeGroups,
});

/** Whether pods that tolerate nothing find nodes in a group. */
export function takesSystemPods({ desired, taints }: NodeGroupConfig): boolean {
    return desired > 0 && taints.every(({ effect }) => effect === "PreferNoSchedule");
}

function checkNodeGroups(
    groups: Readonly<Record<string, NodeGroupConfig>>,
    context: SectionContext,
    report: Report,
): string[] {
    const region = context.resolved("region");
    const cluster = context.parsed("cluster");
    const version = cluster?.kind === "eks" ? cluster.version : undefined;
    if (Object.keys(groups).length === 0) {
        const example = "Add one, for example system: {instanceTypes: [m7g.large], max: 3}.";
        report([], groups, "at least one node group", example);
    } else if (!Object.values(groups).some(takesSystemPods)) {
        report(
            [],
            Object.fromEntries(
                Object.entries(groups).map(([name, { desired, taints }]) => [name, { desired, taints }]),
            ),
            "at least one group with nodes and without taints NoSchedule or NoExecute: CoreDNS and the controllers of the add-ons tolerate none",
            "Add a group for them, or take the taints of one away.",
        );
    }
    for (const [name, group] of Object.entries(groups)) {
        checkOffered(group.instanceTypes, region, [name, "instanceTypes"], report);
        const { operatingSystem, releaseVersion } = group;
        if (version && releaseVersion && operatingSystem === "al2023" && !releaseVersion.startsWith(`${version}.`)) {
            const allowed = `a release for Kubernetes ${version}, the version of the cluster and its nodes`;
            report([name, "releaseVersion"], releaseVersion, allowed, `Write a release that starts with ${version}.`);
        }
        checkZonesInUse(group.zones, context.resolved("network")?.zones, [name, "zones"], report);
    }
    return [];
}
