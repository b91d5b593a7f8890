import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html */
export const logGroupRetention = typeRule({
    id: "log-group-retention",
    title: "Log groups keep their logs for a set time.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "Logs that never go away cost more every month.",
    fix: "Set retentionInDays.",
    sources: ["CKV_AWS_66", "CKV_AWS_338"],
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    *check({ props }) {
        const days = props.key("retentionInDays");
        if (days.absent || days.number === 0) {
            yield finding(days, `retentionInDays is ${days}`);
        }
    },
});
