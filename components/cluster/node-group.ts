import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate";
import { NodeGroup as ManagedNodeGroup } from "@pulumi/aws/eks/nodeGroup";
import * as pulumi from "@pulumi/pulumi";
import { instanceTypes } from "../../core/facts/aws/instance-types";
import type { NodeGroupConfig } from "../config/sections/node-groups";
import { launchTemplate } from "./launch-template";
import { maintenance } from "./node-maintenance";

/** Arguments of a {@link NodeGroup}. */
export interface NodeGroupArgs {
    /** Name of the group in the stack's configuration. */
    readonly group: string;
    /** Instance types, sizes, labels and taints. */
    readonly settings: NodeGroupConfig;
    /** Name of the cluster. */
    readonly clusterName: pulumi.Input<string>;
    /** Kubernetes version of the nodes; not newer than the control plane's. */
    readonly version: string;
    /** ARN of the IAM role that the nodes have. */
    readonly nodeRoleArn: pulumi.Input<string>;
    /** Private subnets, one in each of the group's zones. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Security groups of the nodes. */
    readonly securityGroupIds: readonly pulumi.Input<string>[];
    /** Key that encrypts the nodes' volumes. */
    readonly volumesKeyArn: pulumi.Input<string>;
    /** Whether something else changes the number of nodes, which is then left alone. */
    readonly isScaled: boolean;
    /** Tags of instances and volumes, which EKS does not pass on by itself. */
    readonly tags: Readonly<Record<string, string>>;
}

const TAINT_EFFECTS = {
    NoSchedule: "NO_SCHEDULE",
    PreferNoSchedule: "PREFER_NO_SCHEDULE",
    NoExecute: "NO_EXECUTE",
} as const;

/**
 * A managed node group on our own launch template. EKS drains nodes when it updates them, a few at a time, and replaces those that
 * are broken.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export class NodeGroup extends pulumi.ComponentResource {
    constructor(name: string, args: NodeGroupArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:NodeGroup", name, args, opts);
        const { settings } = args;
        const tags = { ...args.tags, Name: `${args.group}-node` };
        const template = new LaunchTemplate(
            `${name}-template`,
            launchTemplate({ ...args, tags, volumesKeyArn: args.volumesKeyArn }),
            { parent: this },
        );
        new ManagedNodeGroup(
            `${name}-group`,
            {
                clusterName: args.clusterName,
                version: args.version,
                ...(settings.releaseVersion !== undefined && { releaseVersion: settings.releaseVersion }),
                nodeRoleArn: args.nodeRoleArn,
                subnetIds: [...args.subnetIds],
                amiType: amiType(settings),
                capacityType: settings.capacity === "spot" ? "SPOT" : "ON_DEMAND",
                instanceTypes: [...settings.instanceTypes],
                launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
                scalingConfig: { minSize: settings.min, desiredSize: settings.desired, maxSize: settings.max },
                ...maintenance(settings),
                labels: { ...settings.labels, "eks-platform/node-group": args.group },
                taints: settings.taints.map(({ key, value, effect }) => ({
                    key,
                    ...(value !== undefined && { value }),
                    effect: TAINT_EFFECTS[effect],
                })),
                tags,
            },
            // The number of nodes belongs to what scales the group, from the first minute on.
            { parent: this, ...(args.isScaled && { ignoreChanges: ["scalingConfig.desiredSize"] }) },
        );
        this.registerOutputs({});
    }
}

/** The AMI family that EKS keeps current for an operating system, an architecture and an accelerator's driver. */
export function amiType(settings: Pick<NodeGroupConfig, "instanceTypes" | "operatingSystem" | "fips">): string {
    const type = instanceTypes().get(settings.instanceTypes[0] ?? "");
    const arm = type?.architecture === "arm64";
    const nvidia = type?.accelerator === "nvidia";
    if (settings.operatingSystem === "bottlerocket") {
        return `BOTTLEROCKET_${arm ? "ARM_64" : "x86_64"}${nvidia ? "_NVIDIA" : ""}${settings.fips ? "_FIPS" : ""}`;
    }
    const variant = type?.accelerator === "neuron" ? "NEURON" : nvidia ? "NVIDIA" : "STANDARD";
    return `AL2023_${arm ? "ARM_64" : "x86_64"}_${variant}`;
}
