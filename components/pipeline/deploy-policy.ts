import type { PolicyStatement } from "../aws/policy-document";
import { BACKUP_CHANGES, BACKUP_MAKES, vaultStatements } from "./backup-statements";
import { eksArns } from "./preview-policy";
import { roleStatements } from "./role-statements";
import { arnIn, madeForStack, ofStack, type PipelineScope } from "./scope";

/** What an update makes, changes and deletes in AWS for a stack, besides what a preview reads. */
export function deployPolicy(scope: PipelineScope): PolicyStatement[] {
    return [
        ...network(scope),
        ...tagged(scope),
        ...cluster(scope),
        ...named(scope),
        ...(scope.hasBackups ? vaultStatements(scope) : []),
        ...roleStatements(scope),
    ];
}

/** What has no tags while it is made, or never. */
function network(scope: PipelineScope): PolicyStatement[] {
    return [
        {
            Sid: "Network",
            Effect: "Allow",
            Action: [
                "ec2:AllocateAddress",
                "ec2:AssociateAddress",
                "ec2:CreateFlowLogs",
                "ec2:CreateInternetGateway",
                "ec2:CreateLaunchTemplate*",
                "ec2:CreateNatGateway",
                "ec2:CreateNetworkInterface",
                "ec2:CreateRouteTable",
                "ec2:CreateSecurityGroup",
                "ec2:CreateSubnet",
                "ec2:CreateVpc",
                "ec2:CreateVpcEndpoint",
                "ec2:DeleteNetworkInterface",
                "ec2:ModifySecurityGroupRules",
            ],
            Resource: "*",
            Condition: { StringEquals: { "aws:RequestedRegion": scope.region } },
        },
        {
            // EKS asks for it in the name of whoever makes a node group with a launch template.
            Sid: "Nodes",
            Effect: "Allow",
            Action: "ec2:RunInstances",
            Resource: "*",
            Condition: { ArnLike: { "ec2:LaunchTemplate": arnIn(scope, "ec2", "launch-template/*") } },
        },
        {
            // The tags of a template are those of the stack's settings; what EKS launches has no tag of the stack.
            Sid: "TagNodes",
            Effect: "Allow",
            Action: "ec2:CreateTags",
            Resource: ["instance/*", "network-interface/*", "volume/*"].map((resource) =>
                arnIn(scope, "ec2", resource),
            ),
            Condition: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
        },
        {
            // A private DNS name of an interface endpoint.
            Sid: "EndpointNames",
            Effect: "Allow",
            Action: "route53:AssociateVPCWithHostedZone",
            Resource: "*",
            Condition: { StringEquals: { "aws:RequestedRegion": scope.region } },
        },
    ];
}

/** What is made with the stack's tag, and what is done to it afterwards. */
function tagged(scope: PipelineScope): PolicyStatement[] {
    const { hasBackups } = scope;
    const made = { ...madeForStack(scope), "aws:RequestedRegion": scope.regions };
    const everywhere = { ...scope, region: "*" };
    return [
        {
            Sid: "MakeForStack",
            Effect: "Allow",
            Action: ["elasticfilesystem:CreateFileSystem", "kms:CreateKey", ...(hasBackups ? BACKUP_MAKES : [])],
            Resource: "*",
            Condition: { StringEquals: made },
        },
        // What has the stack's tag is the deployer's to change and to delete: what others made gets none.
        {
            Sid: "TagNew",
            Effect: "Allow",
            Action: "ec2:CreateTags",
            Resource: "*",
            Condition: { StringEquals: made, Null: { "ec2:CreateAction": "false" } },
        },
        {
            Sid: "TagNewFiles",
            Effect: "Allow",
            Action: "elasticfilesystem:TagResource",
            Resource: arnIn(scope, "elasticfilesystem", "file-system/*"),
            Condition: { StringEquals: made, Null: { "elasticfilesystem:CreateAction": "false" } },
        },
        {
            // KMS and AWS Backup do not say what they tag for, and the VPC's own group is there before it is tagged and closed.
            Sid: "TagUntagged",
            Effect: "Allow",
            Action: ["ec2:CreateTags", "kms:TagResource", ...(hasBackups ? ["backup:TagResource"] : [])],
            Resource: [
                arnIn(everywhere, "kms", "key/*"),
                arnIn(scope, "ec2", "security-group/*"),
                ...(hasBackups ? [arnIn(everywhere, "backup", "*")] : []),
            ],
            Condition: { StringEquals: made, Null: { "aws:ResourceTag/eks-platform:stack": "true" } },
        },
        {
            Sid: "ChangeOfStack",
            Effect: "Allow",
            Action: [
                ...(hasBackups ? BACKUP_CHANGES : []),
                "ec2:AssociateRouteTable",
                "ec2:AttachInternetGateway",
                "ec2:AuthorizeSecurityGroup*",
                "ec2:CreateRoute",
                "ec2:CreateTags",
                "ec2:DeleteFlowLogs",
                "ec2:DeleteInternetGateway",
                "ec2:DeleteLaunchTemplate*",
                "ec2:DeleteNatGateway",
                "ec2:DeleteRoute",
                "ec2:DeleteRouteTable",
                "ec2:DeleteSecurityGroup",
                "ec2:DeleteSubnet",
                "ec2:DeleteTags",
                "ec2:DeleteVpc",
                "ec2:DeleteVpcEndpoints",
                "ec2:DetachInternetGateway",
                "ec2:DisassociateAddress",
                "ec2:DisassociateRouteTable",
                "ec2:ModifyLaunchTemplate",
                "ec2:ModifySubnetAttribute",
                "ec2:ModifyVpcAttribute",
                "ec2:ModifyVpcEndpoint",
                "ec2:ReleaseAddress",
                "ec2:ReplaceRoute*",
                "ec2:RevokeSecurityGroup*",
                "ec2:UpdateSecurityGroupRuleDescriptions*",
                "elasticfilesystem:CreateMountTarget",
                "elasticfilesystem:DeleteFileSystem*",
                "elasticfilesystem:DeleteMountTarget",
                "elasticfilesystem:ModifyMountTargetSecurityGroups",
                "elasticfilesystem:PutBackupPolicy",
                "elasticfilesystem:PutFileSystemPolicy",
                "elasticfilesystem:PutLifecycleConfiguration",
                "elasticfilesystem:TagResource",
                "elasticfilesystem:UntagResource",
                "elasticfilesystem:UpdateFileSystem*",
                "kms:*Alias",
                "kms:CreateGrant",
                "kms:EnableKeyRotation",
                "kms:PutKeyPolicy",
                "kms:ScheduleKeyDeletion",
                "kms:TagResource",
                "kms:UntagResource",
                "kms:UpdateKeyDescription",
            ],
            Resource: "*",
            Condition: { StringEquals: ofStack(scope) },
        },
    ];
}

function cluster(scope: PipelineScope): PolicyStatement[] {
    return [
        {
            Sid: "ChangeCluster",
            Effect: "Allow",
            Action: [
                "eks:Associate*",
                "eks:Create*",
                "eks:Delete*",
                "eks:Disassociate*",
                "eks:TagResource",
                "eks:UntagResource",
                "eks:Update*",
            ],
            Resource: eksArns(scope),
        },
    ];
}

/** What is known by its name. */
function named(scope: PipelineScope): PolicyStatement[] {
    const groups = [
        `/aws/eks/${scope.clusterName}/*`,
        `/aws/containerinsights/${scope.clusterName}/*`,
        `${scope.prefix}*`,
    ];
    return [
        {
            Sid: "Aliases",
            Effect: "Allow",
            Action: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
            Resource: scope.regions.map((region) => arnIn({ ...scope, region }, "kms", `alias/${scope.prefix}*`)),
        },
        {
            Sid: "Logs",
            Effect: "Allow",
            Action: [
                "logs:AssociateKmsKey",
                "logs:CreateLogGroup",
                "logs:DeleteLogGroup",
                "logs:DeleteRetentionPolicy",
                "logs:DisassociateKmsKey",
                "logs:PutRetentionPolicy",
                "logs:TagResource",
                "logs:UntagResource",
            ],
            Resource: groups.map((group) => arnIn(scope, "logs", `log-group:${group}`)),
        },
    ];
}
