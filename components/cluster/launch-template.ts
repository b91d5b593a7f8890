import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate";
import type * as pulumi from "@pulumi/pulumi";
import type { NodeGroupConfig } from "../config/sections/node-groups";
import { userData } from "./user-data";

/** What a node group's launch template depends on. */
export interface LaunchTemplateSettings {
    /** Operating system, disk and capacity of the nodes. */
    readonly settings: Pick<
        NodeGroupConfig,
        "operatingSystem" | "diskGiB" | "deniedKernelModules" | "capacityReservation"
    >;
    /** Security groups of the nodes. */
    readonly securityGroupIds: readonly pulumi.Input<string>[];
    /** Key that encrypts the volumes. */
    readonly volumesKeyArn: pulumi.Input<string>;
    /** Tags of instances, volumes and network interfaces. */
    readonly tags: Readonly<Record<string, string>>;
}

/** The volumes of each AMI family: Bottlerocket keeps its read-only system on a small one and all else on the second. */
export const VOLUMES = {
    bottlerocket: [
        { deviceName: "/dev/xvda", fixedGiB: 4 },
        { deviceName: "/dev/xvdb", fixedGiB: undefined },
    ],
    al2023: [{ deviceName: "/dev/xvda", fixedGiB: undefined }],
} as const;

/**
 * A launch template that gives nodes encrypted volumes and keeps the instance's credentials from its pods: tokens are required, and
 * one network hop is too short for a pod to fetch one.
 *
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
 */
export function launchTemplate(args: LaunchTemplateSettings): LaunchTemplateArgs {
    const { settings, tags } = args;
    const told = userData(settings.operatingSystem, settings.deniedKernelModules);
    return {
        updateDefaultVersion: true,
        ebsOptimized: "true",
        vpcSecurityGroupIds: [...args.securityGroupIds],
        metadataOptions: {
            httpEndpoint: "enabled",
            httpTokens: "required",
            httpPutResponseHopLimit: 1,
            instanceMetadataTags: "disabled",
        },
        monitoring: { enabled: true },
        ...(told !== undefined && { userData: Buffer.from(told).toString("base64") }),
        ...(settings.capacityReservation !== undefined && {
            capacityReservationSpecification: reservation(settings.capacityReservation),
        }),
        blockDeviceMappings: VOLUMES[settings.operatingSystem].map(({ deviceName, fixedGiB }) => ({
            deviceName,
            ebs: {
                volumeType: "gp3",
                volumeSize: fixedGiB ?? settings.diskGiB,
                encrypted: "true",
                kmsKeyId: args.volumesKeyArn,
                deleteOnTermination: "true",
            },
        })),
        tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    };
}

function reservation(idOrGroup: string) {
    return {
        capacityReservationTarget: idOrGroup.startsWith("arn:")
            ? { capacityReservationResourceGroupArn: idOrGroup }
            : { capacityReservationId: idOrGroup },
    };
}
