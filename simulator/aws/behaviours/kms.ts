import { type AwsBehaviours, type AwsContext, joined, namedBy } from "../behaviour";
import { missingPrincipals } from "../principals";

const KEY = "aws:kms/key:Key";

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
function refusePrincipals(context: AwsContext): string | undefined {
    const missing = missingPrincipals(context, "policy");
    return missing.length === 0
        ? undefined
        : `MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals: ${missing.join(", ")}`;
}

/** Encryption keys. */
export const kmsBehaviours: AwsBehaviours = {
    [KEY]: {
        id: ({ identity }) => identity.uuid("id"),
        defaults: (context) => ({
            customerMasterKeySpec: "SYMMETRIC_DEFAULT",
            isEnabled: true,
            keyUsage: "ENCRYPT_DECRYPT",
            policy: accountPolicy(context),
            rotationPeriodInDays: context.inputs.enableKeyRotation === true ? 365 : 0,
        }),
        computed: ({ arn }, id) => ({ arn: arn("kms", `key/${id}`), keyId: id }),
        refuseCreate: refusePrincipals,
        refuseUpdate: refusePrincipals,
    },

    "aws:kms/alias:Alias": {
        autonamePrefix: "alias/",
        unique: { by: ["name"], error: "AlreadyExistsException" },
        id: namedBy("name"),
        computed: ({ arn, text, lookup }, id) => {
            const keyId = text("targetKeyId").split("key/").pop() ?? "";
            return { arn: arn("kms", id), targetKeyArn: lookup(KEY, keyId)?.arn ?? arn("kms", `key/${keyId}`) };
        },
    },

    "aws:kms/grant:Grant": {
        id: ({ identity, text }) => `${text("keyId")}:${identity.hex("grant", 64)}`,
        computed: ({ identity }) => ({
            grantId: identity.hex("grant", 64),
            grantToken: identity.bytes("token", 96).toString("base64"),
        }),
    },

    "aws:kms/keyPolicy:KeyPolicy": {
        id: joined("", "keyId"),
        refuseCreate: refusePrincipals,
        refuseUpdate: refusePrincipals,
    },
};

/** The policy of a key that is made without one: the account's own IAM policies decide. */
function accountPolicy({ globalArn }: AwsContext): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Id: "key-default-1",
        Statement: [
            {
                Sid: "Enable IAM User Permissions",
                Effect: "Allow",
                Principal: { AWS: globalArn("iam", "root") },
                Action: "kms:*",
                Resource: "*",
            },
        ],
    });
}
