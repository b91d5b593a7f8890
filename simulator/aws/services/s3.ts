import { mapAt } from "../../../core/engine/values";
import { type AwsModel, type AwsModels, namedBy } from "../model";

/** One aspect of a bucket as a resource of its own. */
function aspect(more: Partial<AwsModel> & { readonly required: readonly string[] }): AwsModel {
    return { immutable: ["bucket"], id: namedBy("bucket"), ...more };
}

/** Object storage. */
export const s3Models: AwsModels = {
    "aws:s3/bucket:Bucket": {
        immutable: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"],
        autoname: "bucket",
        unique: { by: ["bucket"], error: "BucketAlreadyOwnedByYou" },
        tagged: true,
        id: namedBy("bucket"),
        defaults: () => ({
            accelerationStatus: "",
            acl: "private",
            bucketNamespace: "global",
            bucketPrefix: "",
            corsRules: [],
            forceDestroy: false,
            grants: [],
            lifecycleRules: [],
            logging: {},
            objectLockConfiguration: {},
            objectLockEnabled: false,
            policy: "",
            replicationConfiguration: {},
            requestPayer: "BucketOwner",
            serverSideEncryptionConfiguration: {
                rule: { applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" } },
            },
            website: {},
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

    "aws:s3/bucketVersioning:BucketVersioning": aspect({ required: ["bucket", "versioningConfiguration"] }),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": aspect({
        required: ["bucket", "rules"],
    }),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": aspect({
        required: ["bucket"],
        defaults: () => ({
            blockPublicAcls: false,
            blockPublicPolicy: false,
            ignorePublicAcls: false,
            restrictPublicBuckets: false,
        }),
    }),
    "aws:s3/bucketPolicy:BucketPolicy": aspect({ required: ["bucket", "policy"], json: ["policy"] }),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": aspect({
        required: ["bucket"],
        defaults: () => ({
            expectedBucketOwner: "",
            transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
        }),
    }),
    "aws:s3/bucketLogging:BucketLogging": aspect({ required: ["bucket", "targetBucket", "targetPrefix"] }),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": aspect({ required: ["bucket", "rule"] }),
};
