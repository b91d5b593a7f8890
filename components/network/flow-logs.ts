import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import { FlowLog } from "@pulumi/aws/ec2/flowLog";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../aws/account";
import { policyDocument } from "../aws/policy-document";

/** Arguments of {@link FlowLogs}. */
export interface FlowLogsArgs {
    /** The VPC whose traffic is recorded. */
    readonly vpcId: pulumi.Input<string>;
    /** AWS region of the VPC. */
    readonly region: string;
    /** Days that records are kept. */
    readonly retentionDays: number;
    /** Key that encrypts the records. */
    readonly kmsKeyArn: pulumi.Input<string>;
}

/**
 * Records who talked to whom in a VPC, accepted or not, in an encrypted log group.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
 */
export class FlowLogs extends pulumi.ComponentResource {
    constructor(name: string, args: FlowLogsArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:network:FlowLogs", name, args, opts);
        const child = { parent: this };
        const logGroup = new LogGroup(
            `${name}-log-group`,
            { retentionInDays: args.retentionDays, kmsKeyId: args.kmsKeyArn },
            child,
        );
        const role = new Role(
            `${name}-role`,
            {
                assumeRolePolicy: accountOf(this, args.region).apply(({ id }) =>
                    policyDocument([
                        {
                            Sid: "FlowLogs",
                            Effect: "Allow",
                            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                            Action: "sts:AssumeRole",
                            Condition: { StringEquals: { "aws:SourceAccount": id } },
                        },
                    ]),
                ),
            },
            child,
        );
        const policy = new RolePolicy(
            `${name}-policy`,
            {
                role: role.name,
                policy: logGroup.arn.apply((arn) =>
                    policyDocument([
                        {
                            Sid: "Write",
                            Effect: "Allow",
                            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                            Resource: [arn, `${arn}:*`],
                        },
                    ]),
                ),
            },
            child,
        );
        new FlowLog(
            `${name}-flow-log`,
            {
                vpcId: args.vpcId,
                trafficType: "ALL",
                logDestinationType: "cloud-watch-logs",
                logDestination: logGroup.arn,
                iamRoleArn: role.arn,
                maxAggregationInterval: 60,
            },
            { ...child, dependsOn: policy },
        );
        this.registerOutputs({});
    }
}
