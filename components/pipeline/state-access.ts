import type { PolicyStatement } from "../aws/policy-document";
import type { PipelineScope } from "./scope";

/** Actions on the objects of a state, by what a role does with it. */
const OBJECTS = {
    read: ["s3:GetObject"],
    write: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
} as const;

/** Actions with the keys of a state: those of its secrets, and of the bucket. */
const KEYS = {
    read: ["kms:Decrypt", "kms:DescribeKey"],
    write: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
} as const;

/** What a role needs of the state where it is in a bucket of S3; nothing where it is elsewhere. */
export function stateAccess(
    { partition, stateBucket, stateKeys }: PipelineScope,
    access: keyof typeof OBJECTS,
): PolicyStatement[] {
    if (stateBucket === undefined) {
        return [];
    }
    const bucket = `arn:${partition}:s3:::${stateBucket}`;
    return [
        { Sid: "StateBucket", Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucketLocation"], Resource: bucket },
        { Sid: "State", Effect: "Allow", Action: OBJECTS[access], Resource: `${bucket}/.pulumi/*` },
        ...(stateKeys.length === 0
            ? []
            : [{ Sid: "StateKeys", Effect: "Allow" as const, Action: KEYS[access], Resource: stateKeys }]),
    ];
}
