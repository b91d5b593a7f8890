import { managedPolicyArn } from "../../core/facts/aws/partition";
import type { PolicyStatement } from "../aws/policy-document";
import { madeForStack, ofStack, PIPELINE, type PipelineScope, roles } from "./scope";

/** The policies of AWS that the stack's roles have: the deployer attaches no other. */
export const ATTACHED_POLICIES = [
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEKSClusterPolicy",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonSSMManagedInstanceCore",
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
    "service-role/AmazonEBSCSIDriverPolicy",
    "service-role/AmazonEFSCSIDriverPolicy",
] as const;

/** The services that get the stack's roles. */
const ROLE_USERS = [
    "backup.amazonaws.com",
    "eks.amazonaws.com",
    "pods.eks.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
];

/** The services whose own roles an account gets with its first cluster, group, file system, backup and regional NAT gateway. */
const SERVICE_LINKED = [
    "autoscaling.amazonaws.com",
    "backup.amazonaws.com",
    "ec2-nat-gateway.amazonaws.com",
    "eks-nodegroup.amazonaws.com",
    "eks.amazonaws.com",
    "elasticfilesystem.amazonaws.com",
];

/** Changes of a role that give it nothing. */
const LESSENING = ["iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:TagRole", "iam:UntagRole"];

/** What an update does with the stack's roles, but for those of the pipeline itself: it cannot widen what it may do. */
export function roleStatements(scope: PipelineScope): PolicyStatement[] {
    const { partition, id, permissionsBoundary } = scope;
    const bounded = permissionsBoundary === undefined ? {} : { "iam:PermissionsBoundary": permissionsBoundary };
    const all = roles(scope, `${scope.prefix}*`);
    const giving = ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"];
    const binding = permissionsBoundary === undefined ? [] : ["iam:PutRolePermissionsBoundary"];
    return [
        {
            Sid: "MakeRoles",
            Effect: "Allow",
            Action: "iam:CreateRole",
            Resource: all,
            Condition: { StringEquals: { ...madeForStack(scope), ...bounded } },
        },
        {
            Sid: "ChangeRoles",
            Effect: "Allow",
            Action: [...giving, ...binding],
            Resource: all,
            Condition: { StringEquals: { ...ofStack(scope), ...bounded } },
        },
        {
            Sid: "AttachPolicies",
            Effect: "Allow",
            Action: "iam:AttachRolePolicy",
            Resource: all,
            Condition: {
                StringEquals: { ...ofStack(scope), ...bounded },
                ArnEquals: { "iam:PolicyARN": ATTACHED_POLICIES.map((path) => managedPolicyArn(partition, path)) },
            },
        },
        {
            Sid: "TakeFromRoles",
            Effect: "Allow",
            Action: LESSENING,
            Resource: all,
            Condition: { StringEquals: ofStack(scope) },
        },
        {
            // A role is made first and tagged with it; the tag of another stack's role stays.
            Sid: "TagNewRoles",
            Effect: "Allow",
            Action: "iam:TagRole",
            Resource: all,
            Condition: {
                StringEquals: madeForStack(scope),
                Null: { "aws:ResourceTag/eks-platform:stack": "true" },
            },
        },
        {
            Sid: "PassRoles",
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: all,
            Condition: { StringEquals: { "iam:PassedToService": ROLE_USERS } },
        },
        {
            Sid: "ServiceLinkedRoles",
            Effect: "Allow",
            Action: "iam:CreateServiceLinkedRole",
            Resource: `arn:${partition}:iam::${id}:role/aws-service-role/*`,
            Condition: { StringEquals: { "iam:AWSServiceName": SERVICE_LINKED } },
        },
        {
            Sid: "NotItself",
            Effect: "Deny",
            Action: [...giving, ...binding, ...LESSENING, "iam:AttachRolePolicy", "iam:PassRole"],
            Resource: roles(scope, `${scope.prefix}${PIPELINE}-*`),
        },
    ];
}
