import { stringAt } from "../../../../core/engine/values";
import type { Account } from "../account";
import type { Made } from "../made";
import { type Question, service } from "./question";

const ROLE = "aws:iam/role:Role";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

const podRoles = (account: Account): readonly Made[] =>
    account.all(ASSOCIATION).flatMap(({ outputs }) => {
        const role = account.all(ROLE).find((one) => stringAt(one.outputs, "arn") === stringAt(outputs, "roleArn"));
        return role ?? [];
    });

const NODE = "-nodes-role";

/** The roles of nodes: of node groups, and of nodes without one. */
const nodeRoles = (account: Account): readonly string[] =>
    [NODE, "-launched-role"].filter((role) => account.all(ROLE, role).length > 0);

const CNI = "-vpc-cni-role";
const CLUSTER = "-eksRole-role";

/** Who gets which role, and what nodes, the VPC CNI and the control plane may do. */
export const NODE_QUESTIONS: readonly Question[] = [
    {
        says: "EKS hands every pod identity's role to its pods, with the tags of the session",
        holds: (account) =>
            podRoles(account).every((role) =>
                account.may({ by: service("pods.eks"), actions: ["sts:AssumeRole", "sts:TagSession"], on: role }),
            ),
    },
    {
        says: "every pod identity's association names a role of the stack",
        holds: (account) => podRoles(account).length === account.all(ASSOCIATION).length,
    },
    {
        says: "nodes get their role, the control plane its own",
        holds: (account) =>
            nodeRoles(account).every((role) =>
                account.may({ by: service("ec2"), actions: "sts:AssumeRole", on: account.one(ROLE, role) }),
            ) &&
            account.may({
                by: service("eks"),
                actions: ["sts:AssumeRole", "sts:TagSession"],
                on: account.one(ROLE, CLUSTER),
            }),
    },
    {
        says: "flow logs get their role for this account's VPCs alone",
        holds: (account) => {
            const call = {
                by: service("vpc-flow-logs"),
                actions: "sts:AssumeRole",
                on: account.one(ROLE, "-flow-logs-role"),
            };
            return (
                account.may({ ...call, with: { "aws:SourceAccount": account.id } }) &&
                !account.may({ ...call, with: { "aws:SourceAccount": "999988887777" } })
            );
        },
    },
    {
        says: "no role goes to a service that it is not for",
        holds: (account) =>
            account
                .all(ROLE)
                .every((role) => !account.may({ by: service("lambda"), actions: "sts:AssumeRole", on: role })),
    },
    {
        says: "flow logs are written, into their own log group",
        holds: (account) => {
            const call = { by: "-flow-logs-role", actions: ["logs:CreateLogStream", "logs:PutLogEvents"] };
            const group = account.one("aws:cloudwatch/logGroup:LogGroup", "-flow-logs-log-group");
            return (
                account.may({ ...call, on: `${group.outputs.arn}:log-stream:eni-1-all` }) &&
                account.may({ by: call.by, actions: "logs:DescribeLogStreams", on: `${group.outputs.arn}` }) &&
                !account.mayAny({ ...call, on: account.arn("logs", "log-group:other:log-stream:x") })
            );
        },
    },
    {
        says: "nodes join the cluster and hand out pod identities",
        holds: (account) =>
            nodeRoles(account).every((by) =>
                account.may({
                    by,
                    actions: ["eks:DescribeCluster", "eks-auth:AssumeRoleForPodIdentity", "ec2:DescribeInstances"],
                    on: account.one("aws:eks/cluster:Cluster"),
                }),
            ),
    },
    {
        says: "nodes pull images",
        holds: (account) =>
            nodeRoles(account).every(
                (by) =>
                    account.may({ by, actions: "ecr:GetAuthorizationToken", on: "*" }) &&
                    account.may({
                        by,
                        actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                        on: account.arn("ecr", "repository/eks/coredns"),
                    }),
            ),
    },
    {
        says: "nodes are reached by Session Manager",
        holds: (account) =>
            nodeRoles(account).every((by) =>
                account.may({
                    by,
                    actions: ["ssmmessages:OpenDataChannel", "ssm:UpdateInstanceInformation"],
                    on: "*",
                }),
            ),
    },
    {
        says: "nodes themselves make no network interfaces and no volumes",
        holds: (account) =>
            !nodeRoles(account).some((by) =>
                account.mayAny({ by, actions: ["ec2:CreateNetworkInterface", "ec2:CreateVolume"], on: "*" }),
            ),
    },
    {
        says: "the VPC CNI gives pods addresses",
        holds: (account) =>
            account.may({
                by: CNI,
                actions: ["ec2:AssignPrivateIpAddresses", "ec2:AttachNetworkInterface", "ec2:CreateNetworkInterface"],
                on: account.arn("ec2", "network-interface/eni-1"),
            }),
    },
    {
        says: "the control plane sees its network and its instances",
        holds: (account) =>
            account.may({
                by: CLUSTER,
                actions: ["ec2:DescribeSubnets", "ec2:DescribeInstances", "ec2:DescribeVpcs"],
                on: "*",
            }),
    },
];
