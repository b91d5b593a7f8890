import { stringAt } from "../../../../core/engine/values";
import { type Account, arnOf } from "../account";
import { type Question, questionsOf, service } from "./question";

const ROLE = "aws:iam/role:Role";
const AUTOSCALER = "-cluster-autoscaler-identity-role";
const KARPENTER = "-karpenter-identity-role";
const NODES = "-launched-role";

const has = (role: string) => (account: Account) => account.all(ROLE, role).length > 0;
const cluster = (account: Account) => stringAt(account.one("aws:eks/cluster:Cluster").outputs, "name") ?? "";
const ELSEWHERE = { "aws:RequestedRegion": "us-west-2" };

const groupTags = (name: string) => ({
    "autoscaling:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
    [`autoscaling:ResourceTag/k8s.io/cluster-autoscaler/${name}`]: "owned",
});

/** What the Cluster Autoscaler may do. */
export const AUTOSCALER_QUESTIONS: readonly Question[] = questionsOf(has(AUTOSCALER), [
    {
        says: "the Cluster Autoscaler changes the size of its cluster's groups, and of no others",
        holds: (account) => {
            const call = {
                by: AUTOSCALER,
                actions: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
                on: account.arn("autoscaling", "autoScalingGroup:1:autoScalingGroupName/eks-system-1"),
            };
            return (
                account.may({ ...call, with: groupTags(cluster(account)) }) &&
                !account.mayAny({ ...call, with: groupTags("another") }) &&
                !account.mayAny(call)
            );
        },
    },
    {
        says: "the Cluster Autoscaler makes, changes and removes no group",
        holds: (account) =>
            !account.mayAny({
                by: AUTOSCALER,
                actions: ["CreateAutoScalingGroup", "DeleteAutoScalingGroup", "UpdateAutoScalingGroup"].map(
                    (action) => `autoscaling:${action}`,
                ),
                on: account.arn("autoscaling", "autoScalingGroup:1:autoScalingGroupName/eks-system-1"),
                with: groupTags(cluster(account)),
            }),
    },
    {
        says: "the Cluster Autoscaler knows the labels and taints of its cluster's groups alone",
        holds: (account) => {
            const call = { by: AUTOSCALER, actions: "eks:DescribeNodegroup" };
            const group = (name: string) => account.arn("eks", `nodegroup/${name}/system/1`);
            return (
                account.may({ ...call, on: group(cluster(account)) }) &&
                !account.mayAny({ ...call, on: group("another") })
            );
        },
    },
    {
        says: "the Cluster Autoscaler looks around in its region",
        holds: (account) => {
            const call = {
                by: AUTOSCALER,
                actions: ["autoscaling:DescribeAutoScalingGroups", "ec2:DescribeInstanceTypes"],
                on: "*",
            };
            return account.may(call) && !account.mayAny({ ...call, with: ELSEWHERE });
        },
    },
]);

const requested = (name: string) => ({
    [`aws:RequestTag/kubernetes.io/cluster/${name}`]: "owned",
    "aws:RequestTag/eks:eks-cluster-name": name,
    "aws:RequestTag/karpenter.sh/nodepool": "general",
});
const owned = (name: string) => ({
    [`aws:ResourceTag/kubernetes.io/cluster/${name}`]: "owned",
    "aws:ResourceTag/karpenter.sh/nodepool": "general",
});
const LAUNCH = ["ec2:CreateFleet", "ec2:RunInstances"];

/** What Karpenter may do, and who may write into its queue. */
export const KARPENTER_QUESTIONS: readonly Question[] = questionsOf(has(KARPENTER), [
    {
        says: "Karpenter launches AWS's images into subnets and security groups of the account",
        holds: (account) =>
            ["subnet/subnet-1", "security-group/sg-1"].every((on) =>
                account.may({ by: KARPENTER, actions: LAUNCH, on: account.arn("ec2", on) }),
            ) && account.may({ by: KARPENTER, actions: LAUNCH, on: `arn:aws:ec2:${account.region}::image/ami-1` }),
    },
    {
        says: "Karpenter launches from its own templates alone",
        holds: (account) => {
            const call = { by: KARPENTER, actions: LAUNCH, on: account.arn("ec2", "launch-template/lt-1") };
            return (
                account.may({ ...call, with: owned(cluster(account)) }) &&
                !account.mayAny({ ...call, with: owned("another") }) &&
                !account.mayAny(call)
            );
        },
    },
    {
        says: "Karpenter launches nothing without the tags of its cluster",
        holds: (account) =>
            ["fleet/fleet-1", "instance/i-1", "volume/vol-1", "network-interface/eni-1"].every((on) => {
                const call = { by: KARPENTER, actions: LAUNCH, on: account.arn("ec2", on) };
                return (
                    account.may({ ...call, with: requested(cluster(account)) }) &&
                    !account.mayAny({ ...call, with: requested("another") }) &&
                    !account.mayAny(call)
                );
            }),
    },
    {
        says: "Karpenter tags what it launches, and nothing that is there already",
        holds: (account) => {
            const call = { by: KARPENTER, actions: "ec2:CreateTags", on: account.arn("ec2", "volume/vol-1") };
            const tags = requested(cluster(account));
            return (
                account.may({ ...call, with: { ...tags, "ec2:CreateAction": "RunInstances" } }) &&
                !account.mayAny({ ...call, with: tags }) &&
                !account.mayAny({ ...call, with: { ...requested("another"), "ec2:CreateAction": "RunInstances" } })
            );
        },
    },
    {
        says: "Karpenter names its nodes, and changes no other tag and no other instance",
        holds: (account) => {
            const call = { by: KARPENTER, actions: "ec2:CreateTags", on: account.arn("ec2", "instance/i-1") };
            const its = owned(cluster(account));
            const named = { "aws:TagKeys": ["Name", "karpenter.sh/nodeclaim"] };
            return (
                account.may({ ...call, with: { ...its, ...named } }) &&
                !account.mayAny({ ...call, with: { ...its, "aws:TagKeys": ["owner"] } }) &&
                !account.mayAny({ ...call, with: { ...owned("another"), ...named } })
            );
        },
    },
    {
        says: "Karpenter removes its own instances and templates, and no others",
        holds: (account) =>
            [
                ["ec2:TerminateInstances", "instance/i-1"],
                ["ec2:DeleteLaunchTemplate", "launch-template/lt-1"],
            ].every(([actions = "", on = ""]) => {
                const call = { by: KARPENTER, actions, on: account.arn("ec2", on) };
                return (
                    account.may({ ...call, with: owned(cluster(account)) }) &&
                    !account.mayAny({ ...call, with: owned("another") }) &&
                    !account.mayAny(call)
                );
            }),
    },
    {
        says: "Karpenter gives the role of its nodes to EC2, and no other role and to nobody else",
        holds: (account) => {
            const call = {
                by: KARPENTER,
                actions: "iam:PassRole",
                with: { "iam:PassedToService": "ec2.amazonaws.com" },
            };
            const [its, other] = [account.one(ROLE, NODES), account.one(ROLE, "-nodes-role")];
            return (
                account.may({ ...call, on: arnOf(its) }) &&
                !account.mayAny({ ...call, on: arnOf(other) }) &&
                !account.mayAny({ ...call, on: arnOf(its), with: { "iam:PassedToService": "lambda.amazonaws.com" } })
            );
        },
    },
    {
        says: "Karpenter lets AWS make its role for spot, and no other",
        holds: (account) => {
            const role = (name: string) => `arn:aws:iam::${account.id}:role/aws-service-role/${name}`;
            const call = { by: KARPENTER, actions: "iam:CreateServiceLinkedRole" };
            const spot = role("spot.amazonaws.com/AWSServiceRoleForEC2Spot");
            return (
                account.may({ ...call, on: spot, with: { "iam:AWSServiceName": "spot.amazonaws.com" } }) &&
                !account.mayAny({ ...call, on: spot, with: { "iam:AWSServiceName": "eks.amazonaws.com" } }) &&
                !account.mayAny({ ...call, on: role("eks.amazonaws.com/AWSServiceRoleForAmazonEKS") })
            );
        },
    },
    {
        says: "Karpenter knows its cluster, releases of images, instance profiles and prices",
        holds: (account) =>
            account.may({
                by: KARPENTER,
                actions: "eks:DescribeCluster",
                on: account.one("aws:eks/cluster:Cluster"),
            }) &&
            !account.mayAny({
                by: KARPENTER,
                actions: "eks:DescribeCluster",
                on: account.arn("eks", "cluster/another"),
            }) &&
            account.may({
                by: KARPENTER,
                actions: "ssm:GetParameter",
                on: `arn:aws:ssm:${account.region}::parameter/aws/service/bottlerocket/aws-k8s-1.36/arm64/latest/image_id`,
            }) &&
            !account.mayAny({
                by: KARPENTER,
                actions: "ssm:GetParameter",
                on: account.arn("ssm", "parameter/secret"),
            }) &&
            account.may({
                by: KARPENTER,
                actions: "iam:GetInstanceProfile",
                on: account.one("aws:iam/instanceProfile:InstanceProfile", "-launched-profile"),
            }) &&
            account.may({ by: KARPENTER, actions: ["iam:ListInstanceProfiles", "pricing:GetProducts"], on: "*" }),
    },
    {
        says: "Karpenter looks around in its region",
        holds: (account) => {
            const call = { by: KARPENTER, actions: ["ec2:DescribeInstanceTypes", "ec2:DescribeSubnets"], on: "*" };
            return account.may(call) && !account.mayAny({ ...call, with: ELSEWHERE });
        },
    },
    {
        says: "Karpenter reads its queue, over TLS alone",
        holds: (account) => {
            const call = {
                by: KARPENTER,
                actions: ["sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:DeleteMessage"],
                on: account.one("aws:sqs/queue:Queue"),
            };
            return account.may(call) && !account.mayAny({ ...call, with: { "aws:SecureTransport": "false" } });
        },
    },
    {
        says: "the stack's rules write into the queue of interruptions, and no other rule",
        holds: (account) => {
            const call = {
                by: service("events"),
                actions: "sqs:SendMessage",
                on: account.one("aws:sqs/queue:Queue"),
            };
            const rules = account.all("aws:cloudwatch/eventRule:EventRule", "").map(arnOf);
            const own = rules.filter((rule) => rule.includes("-interruptions-"));
            return (
                own.length === 5 &&
                own.every((rule) => account.may({ ...call, with: { "aws:SourceArn": rule } })) &&
                !account.mayAny({ ...call, with: { "aws:SourceArn": account.arn("events", "rule/another") } })
            );
        },
    },
]);
