import { stringAt } from "../../../../core/engine/values";
import { type Account, type Asker, arnOf } from "../account";
import { anything, anythingButKeys, type Question, questionsOf, service, stranger } from "./question";

const ROLE = "aws:iam/role:Role";
const VAULT = "aws:backup/vault:Vault";
const BACKUP = "-backup-backup-role";
const RESTORE = "-backup-restore-role";

const regionOf = (arn: string) => arn.split(":")[3] ?? "";
const files = (account: Account) => account.arn("elasticfilesystem", "file-system/fs-1");
const volume = (account: Account) => account.arn("ec2", "volume/vol-1");
const DELETES = [
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
];

/** A role of the account by its ARN's last part, with every right of its own. */
const omnipotent = (account: Account, name: string): Asker => account.colleague(name, anything);

/** What AWS Backup may do, and what nobody may. */
export const BACKUP_QUESTIONS: readonly Question[] = questionsOf(
    (account) => account.all(VAULT).length > 0,
    [
        {
            says: "AWS Backup takes on the roles that back up and restore, and nobody else does",
            holds: (account) =>
                [BACKUP, RESTORE].every((name) => {
                    const call = { actions: "sts:AssumeRole", on: account.one(ROLE, name) };
                    return (
                        account.may({ ...call, by: service("backup") }) &&
                        ![service("ec2"), stranger].some((by) => account.mayAny({ ...call, by }))
                    );
                }),
        },
        {
            says: "backups let themselves into the cluster and read it, volumes, files and buckets",
            holds: (account) =>
                account.may({
                    by: BACKUP,
                    actions: ["eks:CreateAccessEntry", "eks:DescribeCluster"],
                    on: account.one("aws:eks/cluster:Cluster"),
                }) &&
                account.may({ by: BACKUP, actions: "ec2:CreateSnapshot", on: volume(account) }) &&
                account.may({ by: BACKUP, actions: "elasticfilesystem:Backup", on: files(account) }) &&
                account.may({ by: BACKUP, actions: "s3:GetBucketVersioning", on: "arn:aws:s3:::acme-data" }),
        },
        {
            says: "backups are copied into the vaults of the stack",
            holds: (account) =>
                account.all(VAULT).every((on) =>
                    account.may({
                        by: BACKUP,
                        actions: ["backup:DescribeBackupVault", "backup:CopyIntoBackupVault"],
                        on,
                    }),
                ),
        },
        {
            says: "restores make volumes, files and objects of buckets, and let themselves into the cluster",
            holds: (account) =>
                account.may({ by: RESTORE, actions: "ec2:CreateVolume", on: volume(account) }) &&
                account.may({ by: RESTORE, actions: "elasticfilesystem:Restore", on: files(account) }) &&
                account.may({ by: RESTORE, actions: "s3:PutObject", on: "arn:aws:s3:::acme-data/a" }) &&
                account.may({
                    by: RESTORE,
                    actions: "eks:CreateAccessEntry",
                    on: account.arn("eks", "cluster/test"),
                }),
        },
        {
            says: "whoever may back up has recovery points encrypted with their vault's key, and no one uses that by himself",
            holds: (account) =>
                account.all(VAULT).every((vault) => {
                    const on = account
                        .all("aws:kms/key:Key")
                        .find((key) => arnOf(key) === stringAt(vault.outputs, "kmsKeyArn"));
                    if (on === undefined) {
                        return false;
                    }
                    const actions = ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey", "kms:CreateGrant"];
                    const call = { by: account.colleague("job", anythingButKeys), actions, on };
                    const through = (name: string) => ({
                        "kms:ViaService": `${name}.${regionOf(arnOf(vault))}.amazonaws.com`,
                    });
                    return (
                        ["backup", "ec2", "elasticfilesystem"].every((name) =>
                            account.may({ ...call, with: through(name) }),
                        ) &&
                        !account.mayAny({ ...call, with: through("s3") }) &&
                        !account.mayAny(call)
                    );
                }),
        },
        {
            says: "nobody deletes recovery points or their vault, be it an administrator, but AWS Backup lets them expire",
            holds: (account) =>
                account.all(VAULT).every((on) => {
                    const expiring = [
                        omnipotent(account, "aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup"),
                        { kind: "AWS", id: arnOf(account.one(ROLE, BACKUP)), policies: [anything] } as const,
                    ];
                    const administrator = omnipotent(account, "administrator");
                    return (
                        !account.mayAny({ by: administrator, actions: [...DELETES, "backup:DeleteBackupVault"], on }) &&
                        expiring.every((by) => account.may({ by, actions: "backup:DeleteRecoveryPoint", on }))
                    );
                }),
        },
    ],
);
