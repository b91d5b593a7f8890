import { managedPolicy } from "../../../iam/managed-policy";
import type { Account, Asker } from "../account";
import { anything, anythingButKeys, type Question, service, stranger } from "./question";

const KEY = "aws:kms/key:Key";
const USE = [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
];

/** The role with which Auto Scaling launches nodes, and what AWS lets it do. */
function autoScaling(account: Account): Asker {
    return account.colleague(
        "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
        managedPolicy("AutoScalingServiceRolePolicy"),
    );
}

const volumesKey = (account: Account) => account.one(KEY, "-volumes-key-key");
const logsKey = (account: Account) => account.one(KEY, "-logs-key-key");
const through = (account: Account, name: string) => ({ "kms:ViaService": `${name}.${account.region}.amazonaws.com` });

/** What keys' policies must allow, and what not. */
export const KEY_QUESTIONS: readonly Question[] = [
    {
        says: "Auto Scaling may have the root volumes of nodes attached",
        holds: (account) =>
            account.may({
                by: autoScaling(account),
                actions: "kms:CreateGrant",
                on: volumesKey(account),
                with: { "kms:GrantIsForAWSResource": "true" },
            }),
    },
    {
        says: "Auto Scaling may have the root volumes of nodes encrypted",
        holds: (account) => account.may({ by: autoScaling(account), actions: USE, on: volumesKey(account) }),
    },
    {
        says: "Auto Scaling may give the key of volumes to nobody but services of AWS",
        holds: (account) =>
            !account.may({ by: autoScaling(account), actions: "kms:CreateGrant", on: volumesKey(account) }),
    },
    {
        says: "whoever may make volumes and file systems may have them encrypted",
        holds: (account) =>
            ["ec2", "elasticfilesystem"].every((name) =>
                account.may({
                    by: account.colleague("builder", anythingButKeys),
                    actions: [...USE, "kms:CreateGrant"],
                    on: volumesKey(account),
                    with: through(account, name),
                }),
            ),
    },
    {
        says: "nobody decrypts volumes by himself who has no right to the key",
        holds: (account) =>
            !account.mayAny({
                by: account.colleague("builder", anythingButKeys),
                actions: [...USE, "kms:CreateGrant"],
                on: volumesKey(account),
                with: { "kms:GrantIsForAWSResource": "true" },
            }),
    },
    {
        says: "nobody of another account uses a key",
        holds: (account) =>
            account.all(KEY).every(
                (key) =>
                    !account.mayAny({
                        by: stranger,
                        actions: [...USE, "kms:CreateGrant", "kms:PutKeyPolicy"],
                        on: key,
                        with: through(account, "ec2"),
                    }),
            ),
    },
    {
        says: "the account's administrators look after every key and give EKS that of its secrets",
        holds: (account) =>
            account.all(KEY).every((key) =>
                account.may({
                    by: account.colleague("administrator", anything),
                    actions: ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DescribeKey", "kms:CreateGrant"],
                    on: key,
                }),
            ),
    },
    {
        says: "CloudWatch encrypts the stack's log groups",
        holds: (account) =>
            account.all("aws:cloudwatch/logGroup:LogGroup").every((group) =>
                account.may({
                    by: service(`logs.${account.region}`),
                    actions: [
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:GenerateDataKey",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                    ],
                    on: logsKey(account),
                    with: { "kms:EncryptionContext:aws:logs:arn": String(group.outputs.arn) },
                }),
            ),
    },
    {
        says: "CloudWatch encrypts no other account's log groups with the stack's key",
        holds: (account) =>
            !account.mayAny({
                by: service(`logs.${account.region}`),
                actions: USE,
                on: logsKey(account),
                with: {
                    "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${account.region}:999988887777:log-group:x`,
                },
            }),
    },
];
