import { type UnitName, unitPrice } from "../../../core/facts/aws/prices";
import { inputAt, numberOf } from "../../stack-resource";
import type { CostGroup, Part, Pricer } from "../part";

type Rate = readonly [what: string, price: UnitName];

/** What is paid by use only, so that no price of it is in the sum. */
function byUse(group: CostGroup, assumption: string, ...rates: readonly Rate[]): Pricer {
    return (_, { region }) => [
        {
            kind: "usage",
            group,
            assumption,
            rates: rates.map(([what, name]) => ({ what, price: unitPrice(name, region) })),
        },
    ];
}

const NOTHING = "Nothing is in it, and nobody uses it.";

const logs = byUse("logs", "Nothing is logged.", ["GB taken in", "logs-in"], ["GB and month kept", "logs-stored"]);

/** Types that are paid for by use. */
export const BY_USE: ReadonlyMap<string, Pricer> = new Map([
    ["aws:cloudwatch/logGroup:LogGroup", logs],
    // Logs to a log group are paid for there as well; those to a bucket here.
    ["aws:ec2/flowLog:FlowLog", byUse("logs", "No traffic is recorded.", ["GB taken in", "logs-in"])],
    ["aws:apigatewayv2/api:Api", byUse("network", "No requests come.")],
    ["aws:amp/workspace:Workspace", byUse("logs", "No metrics are sent.")],
    ["aws:backup/plan:Plan", byUse("storage", "Nothing is backed up.")],
    ["aws:backup/restoreTestingPlan:RestoreTestingPlan", byUse("storage", "Nothing is restored.")],
    [
        "aws:backup/vault:Vault",
        byUse("storage", "No recovery points are in it.", ["GB and month of a file system", "backup-efs"]),
    ],
    [
        "aws:cloudtrail/trail:Trail",
        byUse("logs", "Management events of a first trail are free; others are not counted."),
    ],
    ["aws:cloudwatch/eventBus:EventBus", byUse("other", "No events of your own come.")],
    ["aws:codebuild/project:Project", byUse("other", "Nothing is built.")],
    ["aws:dynamodb/contributorInsights:ContributorInsights", byUse("logs", NOTHING)],
    ["aws:dynamodb/table:Table", byUse("storage", NOTHING, ["GB and month", "dynamodb-stored"])],
    ["aws:ecr/repository:Repository", byUse("storage", "No images are in it.", ["GB and month", "ecr-stored"])],
    [
        "aws:eks/capability:Capability",
        byUse("cluster", "Hours of capabilities and of what they manage are not counted."),
    ],
    ["aws:eks/fargateProfile:FargateProfile", byUse("nodes", "No pods run on Fargate.")],
    ["aws:guardduty/detector:Detector", byUse("logs", "No events are analysed.")],
    ["aws:guardduty/detectorFeature:DetectorFeature", byUse("logs", "No events are analysed.")],
    ["aws:route53/healthCheck:HealthCheck", byUse("network", "An endpoint in AWS, within the free ones.")],
    ["aws:route53/queryLog:QueryLog", byUse("logs", "No queries are logged.")],
    ["aws:s3/bucket:Bucket", byUse("storage", NOTHING, ["GB and month", "s3-standard"])],
    ["aws:sns/topic:Topic", byUse("other", "Nothing is published.", ["million requests", "sns-requests"])],
    ["aws:sqs/queue:Queue", byUse("other", "Nothing is sent.", ["million requests", "sqs-requests"])],
    [
        "aws:ssm/parameter:Parameter",
        byUse("keys", "Parameters of the standard tier are free; those of the advanced one are not counted."),
    ],
    ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", byUse("logs", "No requests are logged.")],
    ["aws:efs/backupPolicy:BackupPolicy", byUse("storage", "Nothing is backed up.", ["GB and month", "backup-efs"])],
    [
        "aws:efs/replicationConfiguration:ReplicationConfiguration",
        byUse("storage", "Nothing is in the copy.", ["GB and month", "efs-standard"]),
    ],
]);

/** A file system: its files by use; throughput that is asked for, whether it is used or not. */
export const priceFileSystem: Pricer = (fileSystem, { region }) => {
    const provisioned = numberOf(inputAt(fileSystem, "provisionedThroughputInMibps"));
    const isElastic = inputAt(fileSystem, "throughputMode") === "elastic";
    const files: Part = {
        ...{ kind: "usage", group: "storage" },
        rates: [
            { what: "GB and month", price: unitPrice("efs-standard", region) },
            { what: "GB and month of infrequent access", price: unitPrice("efs-infrequent", region) },
        ],
        assumption: `It is empty${isElastic ? ", and nobody reads or writes it: elastic throughput costs by the GB" : ""}.`,
    };
    return provisioned === undefined
        ? [files]
        : [
              files,
              {
                  ...{ kind: "priced", group: "storage", name: "throughput" },
                  charges: [
                      {
                          what: "throughput",
                          measure: "MiB/s",
                          quantity: provisioned,
                          price: unitPrice("efs-provisioned-throughput", region),
                      },
                  ],
              },
          ];
};
