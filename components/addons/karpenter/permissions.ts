import type { Account } from "../../aws/account";
import type { PolicyStatement } from "../../aws/policy-document";
import { interruptionQueueName } from "../../cluster/interruption-queue-name";

/** The services that Karpenter's instances are bought through; AWS makes their roles once an account first needs them. */
const SPOT = "spot.amazonaws.com/AWSServiceRoleForEC2Spot";

/**
 * What Karpenter may do: launch instances with the tags of its cluster, remove those that have them, hand them the one role of its nodes, and
 * read its queue. Upstream's policy also lets it make and delete instance profiles; here the stack makes the only one.
 *
 * @param nodeRoleArn the role that its nodes get
 * @see https://karpenter.sh/docs/reference/cloudformation/
 */
export function karpenterPermissions(
    cluster: string,
    nodeRoleArn: string,
    account: Account,
): readonly PolicyStatement[] {
    const { partition, region, id } = account;
    const ec2 = (owner: string, ...kinds: string[]) =>
        kinds.map((kind) => `arn:${partition}:ec2:${region}:${owner}:${kind}/*`);
    const owned = `kubernetes.io/cluster/${cluster}`;
    const made = ec2(
        id,
        "fleet",
        "instance",
        "launch-template",
        "network-interface",
        "spot-instances-request",
        "volume",
    );
    const requested = {
        StringEquals: { [`aws:RequestTag/${owned}`]: "owned", "aws:RequestTag/eks:eks-cluster-name": cluster },
        StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
    };
    const its = {
        StringEquals: { [`aws:ResourceTag/${owned}`]: "owned" },
        StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
    };
    return [
        {
            Sid: "LaunchInto",
            Effect: "Allow",
            Action: ["ec2:CreateFleet", "ec2:RunInstances"],
            Resource: [
                // Images and their snapshots belong to AWS.
                ...["image", "snapshot"].map((kind) => `arn:${partition}:ec2:${region}::${kind}/*`),
                ...ec2(id, "capacity-reservation", "placement-group", "security-group", "subnet"),
            ],
        },
        {
            Sid: "LaunchFromItsTemplates",
            Effect: "Allow",
            Action: ["ec2:CreateFleet", "ec2:RunInstances"],
            Resource: ec2(id, "launch-template"),
            Condition: its,
        },
        {
            Sid: "LaunchWithTags",
            Effect: "Allow",
            Action: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
            Resource: made,
            Condition: requested,
        },
        {
            Sid: "TagWhatItLaunches",
            Effect: "Allow",
            Action: "ec2:CreateTags",
            Resource: made,
            Condition: {
                StringEquals: {
                    ...requested.StringEquals,
                    "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
                },
                StringLike: requested.StringLike,
            },
        },
        {
            Sid: "NameItsNodes",
            Effect: "Allow",
            Action: "ec2:CreateTags",
            Resource: ec2(id, "instance"),
            Condition: {
                ...its,
                StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": cluster },
                "ForAllValues:StringEquals": {
                    "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
                },
            },
        },
        {
            Sid: "RemoveItsOwn",
            Effect: "Allow",
            Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
            Resource: ec2(id, "instance", "launch-template"),
            Condition: its,
        },
        {
            Sid: "HandOutTheRoleOfNodes",
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: nodeRoleArn,
            Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
        },
        {
            Sid: "BuySpotForTheFirstTime",
            Effect: "Allow",
            Action: "iam:CreateServiceLinkedRole",
            Resource: `arn:${partition}:iam::${id}:role/aws-service-role/${SPOT}`,
            Condition: { StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" } },
        },
        {
            Sid: "HearOfInterruptions",
            Effect: "Allow",
            Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
            Resource: `arn:${partition}:sqs:${region}:${id}:${interruptionQueueName(cluster)}`,
        },
        {
            Sid: "KnowItsCluster",
            Effect: "Allow",
            Action: "eks:DescribeCluster",
            Resource: `arn:${partition}:eks:${region}:${id}:cluster/${cluster}`,
        },
        {
            Sid: "ReadImageReleases",
            Effect: "Allow",
            Action: "ssm:GetParameter",
            Resource: `arn:${partition}:ssm:${region}::parameter/aws/service/*`,
        },
        {
            Sid: "ReadInstanceProfiles",
            Effect: "Allow",
            Action: "iam:GetInstanceProfile",
            Resource: `arn:${partition}:iam::${id}:instance-profile/*`,
        },
        {
            Sid: "LookAround",
            Effect: "Allow",
            Action: [
                "ec2:DescribeCapacityReservations",
                "ec2:DescribeImages",
                "ec2:DescribeInstanceStatus",
                "ec2:DescribeInstanceTypeOfferings",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeInstances",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribePlacementGroups",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSpotPriceHistory",
                "ec2:DescribeSubnets",
            ],
            Resource: "*",
            Condition: { StringEquals: { "aws:RequestedRegion": region } },
        },
        // Both answer in one region for all, and for everything.
        {
            Sid: "ReadPricesAndProfiles",
            Effect: "Allow",
            Action: ["iam:ListInstanceProfiles", "pricing:GetProducts"],
            Resource: "*",
        },
    ];
}
