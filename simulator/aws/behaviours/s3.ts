import { mapAt } from "../../../core/engine/values";
import { type AwsBehaviour, type AwsBehaviours, namedBy } from "../behaviour";

/** One aspect of a bucket as a resource of its own. */
const ASPECT: AwsBehaviour = { id: namedBy("bucket") };

/** Object storage. */
export const s3Behaviours: AwsBehaviours = {
    "aws:s3/bucket:Bucket": {
        unique: { by: ["bucket"], error: "BucketAlreadyOwnedByYou" },
        inUse: "BucketHasAccessPointsAttached",
        id: namedBy("bucket"),
        defaults: () => ({
            acl: "private",
            bucketNamespace: "global",
            requestPayer: "BucketOwner",
            serverSideEncryptionConfiguration: {
                rule: { applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" } },
            },
        }),
        computed: (context, id) => ({
            arn: `arn:${context.partition}:s3:::${id}`,
            bucketDomainName: `${id}.s3.${context.dnsSuffix}`,
            bucketRegion: context.region,
            bucketRegionalDomainName: `${id}.s3.${context.region}.${context.dnsSuffix}`,
            hostedZoneId: "Z3AQBSTGFYJSTF",
            versioning: { enabled: false, mfaDelete: false, ...mapAt(context.inputs, "versioning") },
            websiteDomain: "",
            websiteEndpoint: "",
        }),
    },

    "aws:s3/accessPoint:AccessPoint": { uses: { bucket: "aws:s3/bucket:Bucket" } },
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": ASPECT,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
        ...ASPECT,
        defaults: () => ({ transitionDefaultMinimumObjectSize: "all_storage_classes_128K" }),
    },
    "aws:s3/bucketLogging:BucketLogging": ASPECT,
    "aws:s3/bucketNotification:BucketNotification": ASPECT,
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ASPECT,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ASPECT,
    "aws:s3/bucketPolicy:BucketPolicy": ASPECT,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ASPECT,
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ASPECT,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ASPECT,
    "aws:s3/bucketVersioning:BucketVersioning": ASPECT,
};
