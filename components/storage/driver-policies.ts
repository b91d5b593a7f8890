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
