import type { Account } from "../../aws/account";
import type { PolicyStatement } from "../../aws/policy-document";

/**
 * What the Cluster Autoscaler may do: look around, and change the size of the Auto Scaling groups that EKS marked as those of its cluster.
 * AWS lets nobody limit the questions to some groups.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#iam-policy
 */
export function clusterAutoscalerPermissions(
    cluster: string,
    { partition, region, id }: Account,
): readonly PolicyStatement[] {
    return [
        {
            Sid: "ScaleGroupsOfThisCluster",
            Effect: "Allow",
            Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
            Resource: `arn:${partition}:autoscaling:${region}:${id}:autoScalingGroup:*:autoScalingGroupName/*`,
            Condition: {
                StringEquals: {
                    "autoscaling:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
                    [`autoscaling:ResourceTag/k8s.io/cluster-autoscaler/${cluster}`]: "owned",
                },
            },
        },
        {
            Sid: "ReadNodeGroups",
            Effect: "Allow",
            Action: "eks:DescribeNodegroup",
            Resource: `arn:${partition}:eks:${region}:${id}:nodegroup/${cluster}/*/*`,
        },
        {
            Sid: "LookAround",
            Effect: "Allow",
            Action: [
                "autoscaling:DescribeAutoScalingGroups",
                "autoscaling:DescribeAutoScalingInstances",
                "autoscaling:DescribeLaunchConfigurations",
                "autoscaling:DescribeScalingActivities",
                "ec2:DescribeImages",
                "ec2:DescribeInstanceTypes",
                "ec2:DescribeLaunchTemplateVersions",
                "ec2:GetInstanceTypesFromInstanceRequirements",
            ],
            Resource: "*",
            Condition: { StringEquals: { "aws:RequestedRegion": region } },
        },
    ];
}
