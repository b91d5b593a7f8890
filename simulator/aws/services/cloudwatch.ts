import { type AwsModels, joined, namedBy } from "../model";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Logs, alarms and EventBridge rules. */
export const cloudwatchModels: AwsModels = {
    [LOG_GROUP]: {
        immutable: ["name", "namePrefix", "logGroupClass"],
        autoname: "name",
        unique: { by: ["name"], error: "ResourceAlreadyExistsException" },
        deletionProtection: "deletionProtectionEnabled",
        tagged: true,
        id: namedBy("name"),
        defaults: () => ({
            deletionProtectionEnabled: false,
            logGroupClass: "STANDARD",
            namePrefix: "",
            retentionInDays: 0,
            skipDestroy: false,
        }),
        computed: ({ arn }, id) => ({ arn: arn("logs", `log-group:${id}`) }),
    },

    "aws:cloudwatch/logStream:LogStream": {
        required: ["logGroupName"],
        immutable: ["logGroupName", "name"],
        autoname: "name",
        id: namedBy("name"),
        computed: ({ arn, text }, id) => ({ arn: arn("logs", `log-group:${text("logGroupName")}:log-stream:${id}`) }),
    },

    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
        required: ["policyDocument"],
        immutable: ["policyName", "resourceArn"],
        json: ["policyDocument"],
        id: ({ text, name }) => text("policyName", name),
        computed: ({ identity }) => ({ policyScope: "ACCOUNT", revisionId: identity.hex("revision", 32) }),
    },

    "aws:cloudwatch/metricAlarm:MetricAlarm": {
        required: ["comparisonOperator", "evaluationPeriods"],
        immutable: ["name"],
        autoname: "name",
        tagged: true,
        id: namedBy("name"),
        defaults: () => ({
            actionsEnabled: true,
            evaluateLowSampleCountPercentiles: "",
            treatMissingData: "missing",
        }),
        computed: ({ arn }, id) => ({ arn: arn("cloudwatch", `alarm:${id}`) }),
    },

    "aws:cloudwatch/dashboard:Dashboard": {
        required: ["dashboardBody", "dashboardName"],
        immutable: ["dashboardName"],
        json: ["dashboardBody"],
        id: namedBy("dashboardName"),
        computed: ({ globalArn }, id) => ({ dashboardArn: globalArn("cloudwatch", `dashboard/${id}`) }),
    },

    [RULE]: {
        immutable: ["name", "namePrefix", "eventBusName"],
        autoname: "name",
        json: ["eventPattern"],
        inUse: "ValidationException: Rule can't be deleted since it has targets",
        tagged: true,
        id: namedBy("name"),
        defaults: () => ({ eventBusName: "default", forceDestroy: false, namePrefix: "", state: "ENABLED" }),
        computed: ({ arn }, id) => ({ arn: arn("events", `rule/${id}`) }),
    },

    "aws:cloudwatch/eventTarget:EventTarget": {
        required: ["arn", "rule"],
        immutable: ["rule", "targetId", "eventBusName"],
        autoname: "targetId",
        uses: { rule: RULE },
        id: joined("-", "rule", "targetId"),
        defaults: () => ({ eventBusName: "default", forceDestroy: false }),
    },
};
