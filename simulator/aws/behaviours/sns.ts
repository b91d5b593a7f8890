import { type AwsBehaviours, namedBy } from "../behaviour";

/** Topics and subscriptions. */
export const snsBehaviours: AwsBehaviours = {
    "aws:sns/topic:Topic": {
        unique: { by: ["name"], error: "TopicAlreadyExists" },
        id: ({ arn, text }) => arn("sns", text("name")),
        defaults: () => ({
            signatureVersion: 1,
            tracingConfig: "PassThrough",
        }),
        computed: ({ account }, id) => ({ arn: id, beginningArchiveTime: "", owner: account }),
    },

    "aws:sns/topicSubscription:TopicSubscription": {
        id: ({ identity, text }) => `${text("topic")}:${identity.uuid("subscription")}`,
        computed: ({ account, text }, id) => ({
            arn: id,
            confirmationWasAuthenticated: true,
            ownerId: account,
            pendingConfirmation: text("protocol") === "email",
        }),
    },

    "aws:sns/topicPolicy:TopicPolicy": {
        id: namedBy("arn"),
        computed: ({ account }) => ({ owner: account }),
    },
};
