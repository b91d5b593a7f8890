import { policyDocument } from "../aws/policy-document";

/**
 * What the EBS driver needs beside AWS's policy for it: to let EC2 use the key of the volumes it makes.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/install.md
 */
export function volumesKeyPolicy(keyArn: string): string {
    return policyDocument([
        {
            Sid: "UseVolumesKey",
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
            Resource: keyArn,
        },
        {
            Sid: "GrantVolumesKeyToEc2",
            Effect: "Allow",
            Action: "kms:CreateGrant",
            Resource: keyArn,
            Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
    ]);
}

/** What the EFS driver marks its access points with. */
const DRIVER_TAG = "efs.csi.aws.com/cluster";

/**
 * What the EFS driver needs beside AWS's policy for it, which knows the driver's own tag alone: to give access points of the stack's file
 * system the stack's tags.
 *
 * @param keys keys of these tags
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEFSCSIDriverPolicy.html
 */
export function accessPointTagsPolicy(fileSystemArn: string, keys: readonly string[]): string {
    const Condition = {
        StringEquals: { [`aws:RequestTag/${DRIVER_TAG}`]: "true" },
        "ForAllValues:StringEquals": { "aws:TagKeys": [DRIVER_TAG, ...keys] },
    };
    return policyDocument([
        {
            Sid: "CreateTaggedAccessPoints",
            Effect: "Allow",
            Action: "elasticfilesystem:CreateAccessPoint",
            Resource: fileSystemArn,
            Condition,
        },
        {
            Sid: "TagNewAccessPoints",
            Effect: "Allow",
            Action: "elasticfilesystem:TagResource",
            Resource: fileSystemArn.replace(/:file-system\/.*$/, ":access-point/*"),
            Condition: {
                ...Condition,
                StringEquals: { ...Condition.StringEquals, "elasticfilesystem:CreateAction": "CreateAccessPoint" },
            },
        },
    ]);
}
