import type { PolicyStatement } from "../aws/policy-document";
import { arnIn, inRegions, type PipelineScope } from "./scope";

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
                "backup:GetBackupVault*",
                "backup:GetRestoreTesting*",
                "backup:ListTags",
            ],
            Resource: "*",
            Condition: inRegions(scope),
        },
    ];
}

/** What an update makes with the stack's tag for its backups. */
export const BACKUP_MAKES = ["backup:CreateBackup*", "backup:CreateRestoreTestingPlan"];

/** What it does with what has the tag. No recovery point is among it: those go by their own time. */
export const BACKUP_CHANGES = [
    "backup:*BackupSelection",
    "backup:*RestoreTesting*",
    "backup:DeleteBackupPlan",
    "backup:TagResource",
    "backup:UntagResource",
    "backup:UpdateBackupPlan",
];

/**
 * What it does with vaults, which are known by their names.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
 */
export function vaultStatements(scope: PipelineScope): PolicyStatement[] {
    return [
        {
            Sid: "Vaults",
            Effect: "Allow",
            Action: ["backup:DeleteBackupVault*", "backup:PutBackupVault*"],
            Resource: scope.regions.map((region) =>
                arnIn({ ...scope, region }, "backup", `backup-vault:${scope.prefix}*`),
            ),
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
