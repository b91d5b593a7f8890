import type { Account } from "../account";
import { type Question, stranger } from "./question";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const EBS = "-ebs-csi-role";
const EFS = "-efs-csi-role";

const hasFiles = (account: Account) => account.all(FILE_SYSTEM).length > 0;
const volume = (account: Account) => account.arn("ec2", "volume/vol-1");
/** Snapshots have no account in their ARN. */
const snapshot = (account: Account) => `arn:aws:ec2:${account.region}::snapshot/snap-1`;
const OWN_VOLUME = { "ec2:ResourceTag/ebs.csi.aws.com/cluster": "true" };
const OWN_SNAPSHOT = { "ec2:ResourceTag/CSIVolumeSnapshotName": "snapshot-1" };
/** What EC2 does with the key of a volume in the name of the driver. */
const ENCRYPT = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"];

/** What the drivers of storage may do, and who may mount the shared file system. */
export const STORAGE_QUESTIONS: readonly Question[] = [
    {
        says: "the EBS driver makes volumes and tags them",
        holds: (account) =>
            account.may({
                by: EBS,
                actions: "ec2:CreateVolume",
                on: volume(account),
                with: { "aws:RequestTag/ebs.csi.aws.com/cluster": "true", "aws:RequestTag/CSIVolumeName": "pvc-1" },
            }) &&
            account.may({
                by: EBS,
                actions: "ec2:CreateTags",
                on: volume(account),
                with: { "ec2:CreateAction": "CreateVolume" },
            }),
    },
    {
        says: "the EBS driver has volumes encrypted",
        holds: (account) =>
            account.may({
                by: EBS,
                actions: ENCRYPT,
                on: account.one("aws:kms/key:Key", "-volumes-key-key"),
                with: { "kms:GrantIsForAWSResource": "true", "kms:ViaService": `ec2.${account.region}.amazonaws.com` },
            }),
    },
    {
        says: "the EBS driver attaches volumes to nodes, detaches, grows and deletes them",
        holds: (account) =>
            [volume(account), account.arn("ec2", "instance/i-1")].every((on) =>
                account.may({ by: EBS, actions: ["ec2:AttachVolume", "ec2:DetachVolume"], on }),
            ) &&
            account.may({
                by: EBS,
                actions: ["ec2:ModifyVolume", "ec2:DeleteVolume"],
                on: volume(account),
                with: OWN_VOLUME,
            }),
    },
    {
        says: "the EBS driver makes and deletes snapshots",
        holds: (account) =>
            account.may({ by: EBS, actions: "ec2:CreateSnapshot", on: volume(account) }) &&
            account.may({
                by: EBS,
                actions: "ec2:CreateSnapshot",
                on: snapshot(account),
                with: { "aws:RequestTag/CSIVolumeSnapshotName": "snapshot-1" },
            }) &&
            account.may({ by: EBS, actions: "ec2:DeleteSnapshot", on: snapshot(account), with: OWN_SNAPSHOT }),
    },
    {
        says: "the EBS driver deletes no volumes that it did not make, and gives its key to services alone",
        holds: (account) =>
            !account.mayAny({ by: EBS, actions: "ec2:DeleteVolume", on: volume(account) }) &&
            !account.mayAny({
                by: EBS,
                actions: "kms:CreateGrant",
                on: account.one("aws:kms/key:Key", "-volumes-key-key"),
            }),
    },
    {
        says: "the EFS driver makes access points and deletes its own",
        of: hasFiles,
        holds: (account) =>
            account.may({
                by: EFS,
                actions: "elasticfilesystem:CreateAccessPoint",
                on: account.one(FILE_SYSTEM),
                with: { "aws:RequestTag/efs.csi.aws.com/cluster": "true", "aws:TagKeys": ["efs.csi.aws.com/cluster"] },
            }) &&
            account.may({
                by: EFS,
                actions: "elasticfilesystem:DeleteAccessPoint",
                on: account.arn("elasticfilesystem", "access-point/fsap-1"),
                with: { "aws:ResourceTag/efs.csi.aws.com/cluster": "true" },
            }),
    },
    {
        says: "whoever reaches a mount target mounts the shared file system, by TLS, and not as root",
        of: hasFiles,
        holds: (account) => {
            const call = {
                by: { kind: "Anonymous", id: "" } as const,
                actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                on: account.one(FILE_SYSTEM),
            };
            const mounted = { "elasticfilesystem:AccessedViaMountTarget": "true" };
            return (
                account.may({ ...call, with: mounted }) &&
                !account.mayAny({ ...call, with: { ...mounted, "aws:SecureTransport": "false" } }) &&
                !account.mayAny({ ...call, actions: "elasticfilesystem:ClientRootAccess", with: mounted }) &&
                !account.mayAny(call)
            );
        },
    },
    {
        says: "nobody of another account changes the shared file system",
        of: hasFiles,
        holds: (account) =>
            !account.mayAny({
                by: stranger,
                actions: ["elasticfilesystem:DeleteFileSystem", "elasticfilesystem:ClientMount"],
                on: account.one(FILE_SYSTEM),
            }),
    },
];
