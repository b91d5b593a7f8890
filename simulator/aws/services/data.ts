import { mapAt } from "../../../core/engine/values";
import { type AwsModels, namedBy, opaqueId } from "../model";

/** DynamoDB tables and AWS Backup. */
export const dataModels: AwsModels = {
    "aws:dynamodb/table:Table": {
        immutable: ["name", "hashKey", "importTable", "rangeKey", "localSecondaryIndexes"],
        autoname: "name",
        unique: { by: ["name"], error: "ResourceInUseException: Table already exists" },
        deletionProtection: "deletionProtectionEnabled",
        tagged: true,
        id: namedBy("name"),
        defaults: () => ({
            attributes: [],
            billingMode: "PROVISIONED",
            deletionProtectionEnabled: false,
            globalSecondaryIndexes: [],
            globalTableWitness: {},
            hashKey: "",
            readCapacity: 0,
            streamArn: "",
            streamLabel: "",
            streamViewType: "",
            tableClass: "STANDARD",
            writeCapacity: 0,
        }),
        computed: ({ arn, inputs, identity }, id) => ({
            arn: arn("dynamodb", `table/${id}`),
            pointInTimeRecovery: { enabled: false, ...mapAt(inputs, "pointInTimeRecovery") },
            serverSideEncryption: { enabled: false, kmsKeyArn: "", ...mapAt(inputs, "serverSideEncryption") },
            ttl: { attributeName: "", enabled: false, ...mapAt(inputs, "ttl") },
            warmThroughput: {
                readUnitsPerSecond: 12_000,
                writeUnitsPerSecond: 4000,
                ...mapAt(inputs, "warmThroughput"),
            },
            ...(inputs.streamEnabled === true && {
                streamArn: arn("dynamodb", `table/${id}/stream/${identity.timestamp("stream")}`),
                streamLabel: identity.timestamp("stream"),
            }),
        }),
    },

    "aws:backup/vault:Vault": {
        immutable: ["name", "kmsKeyArn"],
        autoname: "name",
        unique: { by: ["name"], error: "AlreadyExistsException" },
        tagged: true,
        id: namedBy("name"),
        defaults: ({ arn, identity }) => ({
            forceDestroy: false,
            kmsKeyArn: arn("kms", `key/${identity.uuid("key")}`),
        }),
        computed: ({ arn }, id) => ({ arn: arn("backup", `backup-vault:${id}`), recoveryPoints: 0 }),
    },

    "aws:backup/plan:Plan": {
        required: ["rules"],
        autoname: "name",
        tagged: true,
        id: opaqueId,
        computed: ({ arn, identity }, id) => ({
            arn: arn("backup", `backup-plan:${id}`),
            version: identity.bytes("version", 36).toString("base64"),
        }),
    },

    "aws:backup/selection:Selection": {
        required: ["iamRoleArn", "planId"],
        immutable: ["iamRoleArn", "name", "planId", "resources", "selectionTags", "conditions", "notResources"],
        autoname: "name",
        id: opaqueId,
        defaults: () => ({ conditions: [], notResources: [] }),
    },
};
