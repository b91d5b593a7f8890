import * as z from "zod";
import { dnsLabel } from "./fields";

const instanceType = z
    .string()
    .regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, {
        error: "an EC2 instance type, for example m7g.large",
    })
    .meta({ title: "EC2 instance type", examples: ["m7g.large"] });

const taintSchema = z.strictObject({
    key: z.string().min(1).describe("Key of the taint."),
    value: z.string().optional().describe("Value of the taint. Default: none."),
    effect: z
        .enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])
        .describe("What happens to pods that do not tolerate the taint."),
});

const nodeGroupSchema = z
    .strictObject({
        instanceTypes: z
            .array(instanceType)
            .min(1)
            .max(20)
            .describe("Instance types, all of one processor architecture; give several with `capacity: spot`."),
        capacity: z
            .enum(["on-demand", "spot"])
            .default("on-demand")
            .describe("How the instances are bought; AWS may take spot instances back at two minutes' notice."),
        operatingSystem: z
            .enum(["bottlerocket", "al2023"])
            .default("bottlerocket")
            .describe("The nodes' operating system: Bottlerocket or Amazon Linux 2023."),
        releaseVersion: z
            .string()
            .min(1)
            .optional()
            .describe(
                "AMI release, for example `1.36.2-20261105`. Default: the newest when the group is created; AWS does not change it later.",
            ),
        min: z.int().min(0).max(450).default(1).describe("Fewest nodes."),
        desired: z
            .int()
            .min(0)
            .max(450)
            .optional()
            .describe("Nodes at creation; afterwards an autoscaler owns the number. Default: `min`."),
        max: z.int().min(1).max(450).describe("Most nodes."),
        diskGiB: z
            .int()
            .min(20)
            .max(16384)
            .default(50)
            .describe("Size of the encrypted volume for images and logs, in GiB."),
        labels: z.record(z.string(), z.string()).default({}).describe("Kubernetes labels of the nodes."),
        taints: z
            .array(taintSchema)
            .max(50)
            .default([])
            .describe("Taints of the nodes: only pods that tolerate them are placed there."),
    })
    .transform((group) => ({ ...group, desired: group.desired ?? group.min }))
    .superRefine((group, context) => {
        if (group.min > group.max || group.desired < group.min || group.desired > group.max) {
            const { min, desired, max } = group;
            context.addIssue({
                code: "custom",
                input: { min, desired, max },
                message: "min <= desired <= max",
                params: { next: "Change min, desired or max." },
            });
        }
        if (new Set(group.instanceTypes.map(architectureOf)).size > 1) {
            context.addIssue({
                code: "custom",
                input: group.instanceTypes,
                path: ["instanceTypes"],
                message: "instance types of one architecture: one AMI cannot serve x86_64 and arm64",
                params: { next: "Make one node group for each architecture." },
            });
        }
    });

/** Schema of the section `nodeGroups`. */
export const nodeGroupsSchema = z.record(dnsLabel.max(30), nodeGroupSchema);

/** One managed node group. */
export type NodeGroupConfig = z.output<typeof nodeGroupSchema>;

/**
 * The processor architecture of an EC2 instance type: Graviton families carry a `g` after the generation (m7g, c7gn, im4gn).
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function architectureOf(type: string): "x86_64" | "arm64" {
    const family = type.split(".")[0] ?? "";
    return /^(a1|[a-z]+\d+[a-z]*g[a-z]*)$/.test(family) ? "arm64" : "x86_64";
}
