import { Vault } from "@pulumi/aws/backup/vault";
import { VaultLockConfiguration } from "@pulumi/aws/backup/vaultLockConfiguration";
import { VaultNotifications } from "@pulumi/aws/backup/vaultNotifications";
import { VaultPolicy } from "@pulumi/aws/backup/vaultPolicy";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../aws/account";
import type { BackupConfig } from "../config/sections/backup";
import { EncryptionKey } from "../encryption/encryption-key";
import { vaultPolicy } from "./vault-policy";

/** Arguments of a {@link BackupVault}. */
export interface BackupVaultArgs {
    /** AWS region of the vault. */
    readonly region: string;
    /** Whether that is another region than the provider's. @default false */
    readonly isElsewhere?: boolean;
    /** The role that makes recovery points and lets them expire. */
    readonly roleArn: pulumi.Input<string>;
    /** What keeps recovery points from being deleted before their time. @default nothing but the vault's policy */
    readonly lock?: BackupConfig["lock"];
    /** ARN of the topic that is told what fails. @default nobody is */
    readonly topicArn?: string | undefined;
    /** Whether a destroy deletes the recovery points with the vault. Without it AWS refuses to delete a vault that has any. */
    readonly deleteRecoveryPoints: boolean;
    /** Whether Pulumi refuses to delete the vault and its key. */
    readonly protect: boolean;
}

/** A job that ends without an error may have left objects out all the same. */
const FAILURES = [
    "BACKUP_JOB_EXPIRED",
    "BACKUP_JOB_FAILED",
    "COPY_JOB_FAILED",
    "EKS_BACKUP_OBJECT_FAILED",
    "EKS_RESTORE_OBJECT_FAILED",
    "EKS_RESTORE_OBJECT_SKIPPED",
    "RESTORE_JOB_FAILED",
];

/**
 * A vault for recovery points with a key of its own, from which nobody deletes any by hand.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vaults.html
 */
export class BackupVault extends pulumi.ComponentResource {
    /** The vault's name. */
    readonly vaultName: pulumi.Output<string>;
    /** The vault's ARN, known once its policy and its lock are in place. */
    readonly arn: pulumi.Output<string>;

    constructor(name: string, args: BackupVaultArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:backup:BackupVault", name, args, opts);
        const { region, isElsewhere = false, lock, protect } = args;
        const child = { parent: this };
        const place = isElsewhere ? { region } : {};
        const key = new EncryptionKey(`${name}-key`, { purpose: "backups", region, isElsewhere, protect }, child);
        const vault = new Vault(
            `${name}-vault`,
            { ...place, kmsKeyArn: key.arn, forceDestroy: args.deleteRecoveryPoints },
            { ...child, protect },
        );
        const policy = new VaultPolicy(
            `${name}-policy`,
            {
                ...place,
                backupVaultName: vault.name,
                policy: pulumi
                    .all([vault.arn, args.roleArn, accountOf(this, region)])
                    .apply(([vaultArn, roleArn, account]) => vaultPolicy(vaultArn, roleArn, account)),
            },
            child,
        );
        const locks = lock
            ? [
                  new VaultLockConfiguration(
                      `${name}-lock`,
                      {
                          ...place,
                          backupVaultName: vault.name,
                          minRetentionDays: lock.minRetentionDays,
                          maxRetentionDays: lock.maxRetentionDays,
                          // Without it the lock can be taken off at any time, which is what AWS calls governance.
                          ...(lock.mode === "compliance" && { changeableForDays: lock.graceDays }),
                      },
                      child,
                  ),
              ]
            : [];
        if (args.topicArn !== undefined) {
            new VaultNotifications(
                `${name}-notifications`,
                { ...place, backupVaultName: vault.name, snsTopicArn: args.topicArn, backupVaultEvents: FAILURES },
                child,
            );
        }
        const guarded = pulumi.all([policy, ...locks].map(({ id }) => id));
        this.vaultName = vault.name;
        this.arn = pulumi.all([vault.arn, guarded]).apply(([arn]) => arn);
        this.registerOutputs({ arn: this.arn });
    }
}
