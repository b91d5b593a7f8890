import type { Account } from "../aws/account";
import { policyDocument } from "../aws/policy-document";

/**
 * Nobody deletes recovery points of the vault, lets them expire earlier or takes them out of their whole; only AWS Backup itself does when
 * their time has come. Whoever may change this policy could, which is what a lock is for.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
export function vaultPolicy(vaultArn: string, roleArn: string, { id, partition }: Account): string {
    const service = `arn:${partition}:iam::${id}:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup`;
    return policyDocument([
        {
            Sid: "NobodyDeletes",
            Effect: "Deny",
            Principal: "*",
            Action: [
                "backup:DeleteRecoveryPoint",
                "backup:DisassociateRecoveryPoint",
                "backup:DisassociateRecoveryPointFromParent",
                "backup:UpdateRecoveryPointLifecycle",
            ],
            Resource: "*",
            Condition: { ArnNotLike: { "aws:PrincipalArn": [roleArn, service] } },
        },
        {
            Sid: "VaultStays",
            Effect: "Deny",
            Principal: "*",
            Action: "backup:DeleteBackupVault",
            Resource: vaultArn,
        },
    ]);
}
