import { type AwsBehaviours, joined, namedBy } from "../behaviour";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Logs, alarms and EventBridge rules. */
export const cloudwatchBehaviours: AwsBehaviours = {
    [LOG_GROUP]: {
        unique: { by: ["name"], error: "ResourceAlreadyExistsException" },
        deletionProtection: "deletionProtectionEnabled",
        id: namedBy("name"),
        defaults: () => ({
            logGroupClass: "STANDARD",
        }),
        computed: ({ arn }, id) => ({ arn: arn("logs", `log-group:${id}`) }),
    },

    "aws:cloudwatch/logStream:LogStream": {
        id: namedBy("name"),
        computed: ({ arn, text }, id) => ({ arn: arn("logs", `log-group:${text("logGroupName")}:log-stream:${id}`) }),
    },

    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
        id: ({ text, name }) => text("policyName", name),
        computed: ({ identity }) => ({ policyScope: "ACCOUNT", revisionId: identity.hex("revision", 32) }),
    },

    "aws:cloudwatch/metricAlarm:MetricAlarm": {
        id: namedBy("name"),
        defaults: () => ({
            actionsEnabled: true,
            treatMissingData: "missing",
        }),
        computed: ({ arn }, id) => ({ arn: arn("cloudwatch", `alarm:${id}`) }),
    },

    "aws:cloudwatch/dashboard:Dashboard": {
        id: namedBy("dashboardName"),
        computed: ({ globalArn }, id) => ({ dashboardArn: globalArn("cloudwatch", `dashboard/${id}`) }),
    },

    [RULE]: {
        inUse: "ValidationException: Rule can't be deleted since it has targets",
        id: namedBy("name"),
        defaults: () => ({ eventBusName: "default", state: "ENABLED" }),
        computed: ({ arn }, id) => ({ arn: arn("events", `rule/${id}`) }),
    },

    "aws:cloudwatch/eventTarget:EventTarget": {
        autoname: "targetId",
        uses: { rule: RULE },
        id: joined("-", "rule", "targetId"),
        defaults: () => ({ eventBusName: "default" }),
    },
};
