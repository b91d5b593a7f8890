import type { PolicyStatement } from "../aws/policy-document";
import { arnIn, inRegions, madeForStack, ofStack, type PipelineScope } from "./scope";

/** What a preview reads of a stack's backups. */
export function backupReads(scope: PipelineScope): PolicyStatement[] {
    return [
        {
            Sid: "Backups",
            Effect: "Allow",
            Action: [
                "backup:DescribeBackupVault",
                "backup:DescribeRegionSettings",
                "backup:GetBackupPlan",
                "backup:GetBackupSelection",
                "backup:GetBackupVaultAccessPolicy",
                "backup:GetRestoreTesting*",
                "backup:ListTags",
            ],
            Resource: "*",
            Condition: inRegions(scope),
        },
    ];
}

/**
 * What an update does with a stack's vaults, plans and tests of restores. No recovery point is among it: those go by their own time.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
 */
export function backupStatements(scope: PipelineScope): PolicyStatement[] {
    const everywhere = inRegions(scope).StringEquals;
    const vaults = scope.regions.map((region) =>
        arnIn({ ...scope, region }, "backup", `backup-vault:${scope.prefix}*`),
    );
    return [
        {
            Sid: "MakeBackups",
            Effect: "Allow",
            Action: ["backup:CreateBackup*", "backup:CreateRestoreTestingPlan", "backup:TagResource"],
            Resource: "*",
            Condition: { StringEquals: { ...madeForStack(scope), ...everywhere } },
        },
        {
            Sid: "ChangeBackups",
            Effect: "Allow",
            Action: [
                "backup:*BackupSelection",
                "backup:*RestoreTesting*",
                "backup:TagResource",
                "backup:UntagResource",
                "backup:DeleteBackupPlan",
                "backup:UpdateBackupPlan",
            ],
            Resource: "*",
            Condition: { StringEquals: { ...ofStack(scope), ...everywhere } },
        },
        {
            Sid: "Vaults",
            Effect: "Allow",
            Action: ["backup:DeleteBackupVault*", "backup:PutBackupVault*"],
            Resource: vaults,
        },
        {
            // A vault's storage and the account's settings have no ARN.
            Sid: "VaultStorage",
            Effect: "Allow",
            Action: ["backup-storage:MountCapsule", "backup:UpdateRegionSettings"],
            Resource: "*",
            Condition: inRegions(scope),
        },
    ];
}
