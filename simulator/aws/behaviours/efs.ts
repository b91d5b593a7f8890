import { mapAt, stringAt } from "../../../core/engine/values";
import { type AwsBehaviours, type AwsContext, namedBy } from "../behaviour";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const SUBNET = "aws:ec2/subnet:Subnet";

/** Shared file systems. */
export const efsBehaviours: AwsBehaviours = {
    [FILE_SYSTEM]: {
        inUse: "FileSystemInUse",
        id: ({ identity }) => `fs-0${identity.hex("id", 16)}`,
        defaults: (context) => ({
            creationToken: `terraform-${context.identity.number("token", 1_000_000_000)}`,
            kmsKeyId: context.inputs.encrypted === true ? context.arn("kms", `key/${managedKey(context)}`) : "",
            performanceMode: "generalPurpose",
            throughputMode: "bursting",
        }),
        computed: (context, id) => ({
            arn: context.arn("elasticfilesystem", `file-system/${id}`),
            availabilityZoneId: "",
            dnsName: `${id}.efs.${context.region}.${context.dnsSuffix}`,
            name: stringAt(mapAt(context.inputs, "tags"), "Name") ?? "",
            numberOfMountTargets: 0,
            ownerId: context.account,
            protection: { replicationOverwrite: "ENABLED", ...mapAt(context.inputs, "protection") },
            sizeInBytes: [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
        }),
    },

    "aws:efs/mountTarget:MountTarget": {
        unique: { by: ["fileSystemId", "subnetId"], error: "MountTargetConflict" },
        uses: {
            fileSystemId: FILE_SYSTEM,
            subnetId: SUBNET,
            securityGroups: "aws:ec2/securityGroup:SecurityGroup",
        },
        id: ({ identity }) => `fsmt-0${identity.hex("id", 16)}`,
        defaults: ({ identity }) => ({
            ipAddress: `10.0.${identity.number("ip-3", 256)}.${10 + identity.number("ip-4", 200)}`,
            ipAddressType: "IPV4_ONLY",
        }),
        computed: (context) => {
            const subnet = context.lookup(SUBNET, context.text("subnetId")) ?? {};
            const zone = stringAt(subnet, "availabilityZone") ?? `${context.region}a`;
            const host = `${context.text("fileSystemId")}.efs.${context.region}.${context.dnsSuffix}`;
            return {
                availabilityZoneId: stringAt(subnet, "availabilityZoneId") ?? "",
                availabilityZoneName: zone,
                dnsName: host,
                fileSystemArn: fileSystemArn(context),
                mountTargetDnsName: `${zone}.${host}`,
                networkInterfaceId: `eni-0${context.identity.hex("eni", 16)}`,
                ownerId: context.account,
            };
        },
    },

    "aws:efs/accessPoint:AccessPoint": {
        uses: { fileSystemId: FILE_SYSTEM },
        id: ({ identity }) => `fsap-0${identity.hex("id", 16)}`,
        computed: (context, id) => ({
            arn: context.arn("elasticfilesystem", `access-point/${id}`),
            fileSystemArn: fileSystemArn(context),
            ownerId: context.account,
            rootDirectory: { path: "/", ...mapAt(context.inputs, "rootDirectory") },
        }),
    },

    "aws:efs/replicationConfiguration:ReplicationConfiguration": {
        uses: { sourceFileSystemId: FILE_SYSTEM },
    },

    "aws:efs/backupPolicy:BackupPolicy": {
        id: namedBy("fileSystemId"),
    },

    "aws:efs/fileSystemPolicy:FileSystemPolicy": {
        id: namedBy("fileSystemId"),
    },
};

function managedKey({ identity }: AwsContext): string {
    return identity.uuid("aws-managed-key");
}

function fileSystemArn(context: AwsContext): string {
    return context.arn("elasticfilesystem", `file-system/${context.text("fileSystemId")}`);
}
