import { type AwsBehaviours, type AwsContext, namedBy } from "../behaviour";

/** Queues. */
export const sqsBehaviours: AwsBehaviours = {
    "aws:sqs/queue:Queue": {
        unique: { by: ["name"], error: "QueueAlreadyExists" },
        id: (context) => queueUrl(context),
        defaults: (context) => ({
            kmsDataKeyReusePeriodSeconds: 300,
            maxMessageSize: 1_048_576,
            messageRetentionSeconds: 345_600,
            sqsManagedSseEnabled: context.inputs.kmsMasterKeyId === undefined,
            visibilityTimeoutSeconds: 30,
        }),
        computed: ({ arn, text }, id) => ({ arn: arn("sqs", text("name")), url: id }),
    },

    "aws:sqs/queuePolicy:QueuePolicy": {
        id: namedBy("queueUrl"),
    },
};

function queueUrl({ region, dnsSuffix, account, text }: AwsContext): string {
    return `https://sqs.${region}.${dnsSuffix}/${account}/${text("name")}`;
}
