import { mapAt } from "../../../core/engine/values";
import { type AwsBehaviours, namedBy } from "../behaviour";

/** Tables. */
export const dynamodbBehaviours: AwsBehaviours = {
    "aws:dynamodb/table:Table": {
        unique: { by: ["name"], error: "ResourceInUseException: Table already exists" },
        deletionProtection: "deletionProtectionEnabled",
        id: namedBy("name"),
        defaults: () => ({
            billingMode: "PROVISIONED",
            tableClass: "STANDARD",
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
};
