import type { AwsBehaviours } from "../behaviour";

/** Threat detection. */
export const guarddutyBehaviours: AwsBehaviours = {
    "aws:guardduty/detector:Detector": {
        id: ({ identity }) => identity.hex("id", 32),
        defaults: () => ({ enable: true, findingPublishingFrequency: "SIX_HOURS" }),
        computed: ({ arn, account }, id) => ({ accountId: account, arn: arn("guardduty", `detector/${id}`) }),
    },
};
