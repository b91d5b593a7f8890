import { RegionSettings } from "@pulumi/aws/backup/regionSettings";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../core/facts/aws/partition";
import { accountOf } from "../aws/account";
import type { BackupConfig } from "../config/sections/backup";
import { BackupPlan } from "./backup-plan";
import { BackupRole } from "./backup-role";
import { BackupVault } from "./backup-vault";
import { RestoreTesting } from "./restore-testing";

/** Arguments of a {@link Backup}. */
export interface BackupArgs {
    /** The section `backup` of the configuration. */
    readonly backup: BackupConfig;
    /** AWS region of the cluster. */
    readonly region: string;
    /** Name of the cluster. */
    readonly clusterName: string;
    /** The same, known once the cluster is there to be backed up. */
    readonly existingClusterName: pulumi.Input<string>;
    /** The shared file system. @default the stack has none */
    readonly fileSystemId?: pulumi.Input<string> | undefined;
    /** Whether Pulumi refuses to delete the vaults and their keys. */
    readonly protect: boolean;
}

/** What {@link BackupConfig.optIn} opts in to. Types that are not named stay as they are. */
const OPTED_IN = ["EBS", "EFS", "EKS", "S3"];

/**
 * Backups of a cluster: a vault, what goes into it and when, copies in another region, and tests of what can be tested. AWS Backup lets
 * itself into the cluster by an access entry that it makes, and needs no add-on.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html
 */
export class Backup extends pulumi.ComponentResource {
    /** Name of the vault. */
    readonly vaultName: pulumi.Output<string>;
    /** ARN of the role that restores, for restore jobs. */
    readonly restoreRoleArn: pulumi.Output<string>;

    constructor(name: string, args: BackupArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:backup:Backup", name, args, opts);
        const { backup, region, clusterName, fileSystemId, protect } = args;
        const { copy, lock, restoreTest } = backup;
        const child = { parent: this };
        const partition = partitionOf(region);
        const role = new BackupRole(`${name}-backup`, { partition, purpose: "backup" }, child);
        const restores = new BackupRole(`${name}-restore`, { partition, purpose: "restore" }, child);
        const common = { roleArn: role.arn, lock, deleteRecoveryPoints: backup.deleteRecoveryPoints, protect };
        const vault = new BackupVault(`${name}-points`, { ...common, region, topicArn: backup.notify }, child);
        const copies =
            copy && new BackupVault(`${name}-copies`, { ...common, region: copy.region, isElsewhere: true }, child);
        if (backup.optIn) {
            new RegionSettings(
                `${name}-opt-in`,
                { resourceTypeOptInPreference: Object.fromEntries(OPTED_IN.map((type) => [type, true])) },
                // AWS answers with every type that it knows, which the provider would take for a change.
                { ...child, ignoreChanges: ["resourceTypeOptInPreference"] },
            );
        }
        const arnOf = (service: string, id: pulumi.Input<string>, kind: string) =>
            pulumi
                .all([accountOf(this, region), id])
                .apply(([account, text]) => `arn:${partition}:${service}:${region}:${account.id}:${kind}/${text}`);
        new BackupPlan(
            `${name}-schedule`,
            {
                backup,
                vaultName: pulumi.all([vault.vaultName, vault.arn]).apply(([vaultName]) => vaultName),
                copyVaultArn: copies?.arn,
                roleArn: role.arn,
                clusterArn: arnOf("eks", args.existingClusterName, "cluster"),
                tested: restoreTest && {
                    ...(fileSystemId !== undefined && {
                        fileSystemArn: arnOf("elasticfilesystem", fileSystemId, "file-system"),
                    }),
                    // The driver tags what it makes with both; see its option k8s-tag-cluster-id. Nodes' own disks may have the first.
                    volumes: {
                        arn: `arn:${partition}:ec2:*:*:volume/*`,
                        tags: { [`kubernetes.io/cluster/${clusterName}`]: "owned", "ebs.csi.aws.com/cluster": "true" },
                    },
                },
            },
            child,
        );
        if (restoreTest) {
            new RestoreTesting(
                `${name}-tests`,
                {
                    test: restoreTest,
                    timeZone: backup.timeZone,
                    clusterName,
                    vaultArn: vault.arn,
                    roleArn: restores.arn,
                    types: fileSystemId === undefined ? ["EBS"] : ["EBS", "EFS"],
                },
                child,
            );
        }
        this.vaultName = vault.vaultName;
        this.restoreRoleArn = restores.arn;
        this.registerOutputs({ vaultName: this.vaultName, restoreRoleArn: this.restoreRoleArn });
    }
}
