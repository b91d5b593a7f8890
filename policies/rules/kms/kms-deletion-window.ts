import { finding, numberOf, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html */
export const kmsDeletionWindow = typeRule({
    id: "kms-deletion-window",
    title: "A deleted KMS key can be brought back for some weeks.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "What a deleted key has encrypted is lost for good.",
    fix: "Leave deletionWindowInDays out, which means 30, or raise it.",
    sources: ["FSBP KMS.3"],
    config: {
        minimumDays: {
            description: "Shortest window that is accepted, in days.",
            type: "integer",
            minimum: 7,
            default: 14,
        },
    },
    types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
    *check({ props }, { config }) {
        const days = props.key("deletionWindowInDays");
        const minimum = numberOf(config, "minimumDays") ?? 14;
        if ((days.number ?? 30) < minimum) {
            yield finding(days, `deletionWindowInDays is ${days}; required: ${minimum}`);
        }
    },
});
