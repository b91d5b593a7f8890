import { EventRule } from "@pulumi/aws/cloudwatch/eventRule";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget";
import { Queue } from "@pulumi/aws/sqs/queue";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../aws/policy-document";
import { interruptionQueueName } from "./interruption-queue-name";

/** Arguments of an {@link InterruptionQueue}. */
export interface InterruptionQueueArgs {
    /** Name of the cluster in EKS, as configuration has it. */
    readonly clusterId: string;
}

/** What AWS announces of instances, by the last part of a rule's name. */
const EVENTS = {
    health: { source: "aws.health", detailType: "AWS Health Event" },
    spot: { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
    rebalance: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
    state: { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
    reservation: { source: "aws.ec2", detailType: "EC2 Capacity Reservation Instance Interruption Warning" },
} as const;

/** A message says that an instance goes within minutes: an older one is of no use. */
const RETENTION_SECONDS = 300;

/**
 * The queue in which a scaler hears that instances will go, so that it drains them before: two minutes for a spot instance.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/#interruption
 */
export class InterruptionQueue extends pulumi.ComponentResource {
    constructor(name: string, args: InterruptionQueueArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:InterruptionQueue", name, args, opts);
        const child = { parent: this };
        const queue = new Queue(
            `${name}-queue`,
            {
                name: interruptionQueueName(args.clusterId),
                messageRetentionSeconds: RETENTION_SECONDS,
                sqsManagedSseEnabled: true,
            },
            child,
        );
        const rules = Object.entries(EVENTS).map(([event, { source, detailType }]) => {
            const eventPattern = JSON.stringify({ source: [source], "detail-type": [detailType] });
            return [event, new EventRule(`${name}-${event}`, { eventPattern }, child)] as const;
        });
        const policy = new QueuePolicy(
            `${name}-policy`,
            {
                queueUrl: queue.url,
                policy: pulumi
                    .all([queue.arn, pulumi.all(rules.map(([, { arn }]) => arn))])
                    .apply(([queueArn, ruleArns]) => queuePolicy(queueArn, ruleArns)),
            },
            child,
        );
        for (const [event, rule] of rules) {
            new EventTarget(
                `${name}-${event}-target`,
                { rule: rule.name, targetId: "interruption-queue", arn: queue.arn },
                { parent: this, dependsOn: policy },
            );
        }
        this.registerOutputs({});
    }
}

/** Only these rules may write into the queue, and nobody may use it without TLS. */
function queuePolicy(queueArn: string, ruleArns: readonly string[]): string {
    return policyDocument([
        {
            Sid: "Announcements",
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: queueArn,
            Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
        },
        {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: queueArn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
    ]);
}
