import { type AwsContext, type AwsModels, namedBy } from "../model";

/** Queues (SQS) and topics (SNS). */
export const messagingModels: AwsModels = {
    "aws:sqs/queue:Queue": {
        immutable: ["name", "namePrefix", "fifoQueue"],
        autoname: "name",
        json: ["policy", "redrivePolicy", "redriveAllowPolicy"],
        unique: { by: ["name"], error: "QueueAlreadyExists" },
        tagged: true,
        id: (context) => queueUrl(context),
        defaults: (context) => ({
            contentBasedDeduplication: false,
            deduplicationScope: "",
            delaySeconds: 0,
            fifoQueue: false,
            fifoThroughputLimit: "",
            kmsDataKeyReusePeriodSeconds: 300,
            maxMessageSize: 1_048_576,
            messageRetentionSeconds: 345_600,
            namePrefix: "",
            policy: "",
            receiveWaitTimeSeconds: 0,
            redriveAllowPolicy: "",
            redrivePolicy: "",
            sqsManagedSseEnabled: context.inputs.kmsMasterKeyId === undefined,
            visibilityTimeoutSeconds: 30,
        }),
        computed: ({ arn, text }, id) => ({ arn: arn("sqs", text("name")), url: id }),
    },

    "aws:sqs/queuePolicy:QueuePolicy": {
        required: ["policy", "queueUrl"],
        immutable: ["queueUrl"],
        json: ["policy"],
        id: namedBy("queueUrl"),
    },

    "aws:sns/topic:Topic": {
        immutable: ["name", "namePrefix", "fifoTopic"],
        autoname: "name",
        json: ["policy"],
        unique: { by: ["name"], error: "TopicAlreadyExists" },
        tagged: true,
        id: ({ arn, text }) => arn("sns", text("name")),
        defaults: () => ({
            contentBasedDeduplication: false,
            fifoThroughputScope: "",
            fifoTopic: false,
            namePrefix: "",
            policy: "",
            signatureVersion: 1,
            tracingConfig: "PassThrough",
        }),
        computed: ({ account }, id) => ({ arn: id, beginningArchiveTime: "", owner: account }),
    },

    "aws:sns/topicSubscription:TopicSubscription": {
        required: ["endpoint", "protocol", "topic"],
        immutable: ["endpoint", "protocol", "topic"],
        id: ({ identity, text }) => `${text("topic")}:${identity.uuid("subscription")}`,
        defaults: () => ({ filterPolicyScope: "", rawMessageDelivery: false }),
        computed: ({ account, text }, id) => ({
            arn: id,
            confirmationWasAuthenticated: true,
            ownerId: account,
            pendingConfirmation: text("protocol") === "email",
        }),
    },

    "aws:sns/topicPolicy:TopicPolicy": {
        required: ["arn", "policy"],
        immutable: ["arn"],
        json: ["policy"],
        id: namedBy("arn"),
        computed: ({ account }) => ({ owner: account }),
    },
};

function queueUrl({ region, dnsSuffix, account, text }: AwsContext): string {
    return `https://sqs.${region}.${dnsSuffix}/${account}/${text("name")}`;
}
