import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupRule } from "@pulumi/aws/ec2/securityGroupRule";
import { BackupPolicy } from "@pulumi/aws/efs/backupPolicy";
import { FileSystem } from "@pulumi/aws/efs/fileSystem";
import { FileSystemPolicy } from "@pulumi/aws/efs/fileSystemPolicy";
import { MountTarget } from "@pulumi/aws/efs/mountTarget";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../aws/policy-document";
import type { SharedFiles } from "../config/shared-files";

/** Arguments of a {@link SharedFileSystem}. */
export interface SharedFileSystemArgs {
    /** Name of the cluster, for Name tags. */
    readonly clusterName: string;
    /** The VPC of the nodes. */
    readonly vpcId: pulumi.Input<string>;
    /** Zones, in the order of the subnets. */
    readonly zones: readonly string[];
    /** Private subnets, one a zone: nodes mount the file system inside their own zone. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Security group of the nodes, the only ones that may connect. */
    readonly nodeSecurityGroupId: pulumi.Input<string>;
    /** How files are kept and how fast they are. */
    readonly files: SharedFiles;
    /** Key that encrypts the files. */
    readonly volumesKeyArn: pulumi.Input<string>;
    /** Whether Pulumi refuses to delete the file system. */
    readonly protect: boolean;
}

const NFS_PORT = 2049;

/**
 * An encrypted EFS file system that every zone can mount, over TLS only and by nobody as root, with daily backups.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/whatisefs.html
 */
export class SharedFileSystem extends pulumi.ComponentResource {
    /** The file system's id, known once every zone can mount it. */
    readonly fileSystemId: pulumi.Output<string>;

    constructor(name: string, args: SharedFileSystemArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:storage:SharedFileSystem", name, args, opts);
        const child = { parent: this };
        const fileSystem = new FileSystem(
            `${name}-file-system`,
            {
                encrypted: true,
                kmsKeyId: args.volumesKeyArn,
                ...throughputOf(args.files),
                lifecyclePolicies: lifecycleOf(args.files),
                tags: { Name: `${args.clusterName}-shared` },
            },
            { ...child, protect: args.protect },
        );
        new BackupPolicy(`${name}-backup`, { fileSystemId: fileSystem.id, backupPolicy: { status: "ENABLED" } }, child);
        new FileSystemPolicy(
            `${name}-policy`,
            { fileSystemId: fileSystem.id, policy: fileSystem.arn.apply(accessPolicy) },
            child,
        );
        const securityGroup = new SecurityGroup(
            `${name}-security-group`,
            { vpcId: args.vpcId, description: "NFS from the nodes", revokeRulesOnDelete: true },
            child,
        );
        new SecurityGroupRule(
            `${name}-nfs`,
            {
                securityGroupId: securityGroup.id,
                type: "ingress",
                description: "NFS from the nodes",
                protocol: "tcp",
                fromPort: NFS_PORT,
                toPort: NFS_PORT,
                sourceSecurityGroupId: args.nodeSecurityGroupId,
            },
            child,
        );
        const mountTargets = args.subnetIds.map(
            (subnetId, index) =>
                new MountTarget(
                    `${name}-${args.zones[index]}`,
                    { fileSystemId: fileSystem.id, subnetId, securityGroups: [securityGroup.id] },
                    child,
                ),
        );
        const mountable = pulumi.all(mountTargets.map(({ id }) => id));
        this.fileSystemId = pulumi.all([fileSystem.id, mountable]).apply(([id]) => id);
        this.registerOutputs({ fileSystemId: this.fileSystemId });
    }
}

function throughputOf({ throughput }: SharedFileSystemArgs["files"]) {
    return typeof throughput === "number"
        ? { throughputMode: "provisioned", provisionedThroughputInMibps: throughput }
        : { throughputMode: throughput };
}

/** Each transition is a policy of its own: EFS takes no two in one. */
function lifecycleOf(files: SharedFileSystemArgs["files"]) {
    const { infrequentAccessAfterDays: infrequent, archiveAfterDays: archive, returnsOnAccess } = files;
    const moves = infrequent !== "never" || archive !== "never";
    return [
        ...(infrequent === "never" ? [] : [{ transitionToIa: after(infrequent) }]),
        ...(archive === "never" ? [] : [{ transitionToArchive: after(archive) }]),
        ...(moves && returnsOnAccess ? [{ transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }] : []),
    ];
}

function after(days: number): string {
    return `AFTER_${days}_DAY${days === 1 ? "" : "S"}`;
}

/**
 * Mounting through a mount target stays open to whoever reaches one, by TLS; the security group decides who does. Root of a client is
 * nobody here: claims are mounted by access points, which give every client the claim's own user.
 */
function accessPolicy(fileSystemArn: string): string {
    return policyDocument([
        {
            Sid: "MountTargetsOnly",
            Effect: "Allow",
            Principal: "*",
            Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            Resource: fileSystemArn,
            Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
        },
        {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "*",
            Resource: fileSystemArn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
    ]);
}
