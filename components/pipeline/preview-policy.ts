import type { PolicyStatement } from "../aws/policy-document";
import { backupReads } from "./backup-statements";
import { arnIn, type PipelineScope, roles } from "./scope";

/**
 * What a preview, with a refresh or without, asks AWS about the types of resources that a stack has: how they are set, and nothing of
 * what is in them. AWS's own ReadOnlyAccess reads buckets, tables, queues and logs of the whole account besides.
 */
export function previewPolicy(scope: PipelineScope): PolicyStatement[] {
    const { partition, id, prefix } = scope;
    return [
        {
            Sid: "Settings",
            Effect: "Allow",
            Action: [
                "ec2:Describe*",
                "elasticfilesystem:Describe*",
                "elasticfilesystem:ListTagsForResource",
                "eks:DescribeAddonVersions",
                "eks:DescribeClusterVersions",
                "kms:ListAliases",
                "logs:DescribeLogGroups",
            ],
            Resource: "*",
        },
        {
            Sid: "Cluster",
            Effect: "Allow",
            Action: ["eks:Describe*", "eks:List*"],
            Resource: eksArns(scope),
        },
        {
            Sid: "Keys",
            Effect: "Allow",
            Action: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
            Resource: scope.regions.map((region) => arnIn({ ...scope, region }, "kms", "key/*")),
        },
        {
            Sid: "LogGroups",
            Effect: "Allow",
            Action: "logs:ListTagsForResource",
            Resource: arnIn(scope, "logs", "log-group:*"),
        },
        {
            Sid: "Roles",
            Effect: "Allow",
            Action: [
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:ListAttachedRolePolicies",
                "iam:ListInstanceProfilesForRole",
                "iam:ListRolePolicies",
                "iam:ListRoleTags",
            ],
            Resource: roles(scope, `${prefix}*`),
        },
        {
            Sid: "Policies",
            Effect: "Allow",
            Action: ["iam:GetPolicy", "iam:GetPolicyVersion"],
            Resource: `arn:${partition}:iam::${id}:policy/${prefix}*`,
        },
        {
            Sid: "IdentityProviders",
            Effect: "Allow",
            Action: ["iam:GetOpenIDConnectProvider", "iam:ListOpenIDConnectProviderTags"],
            Resource: `arn:${partition}:iam::${id}:oidc-provider/*`,
        },
        ...(scope.hasBackups ? backupReads(scope) : []),
    ];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html#amazonelastickubernetesservice-resources-for-iam-policies */
const KINDS = ["nodegroup", "addon", "access-entry", "identityproviderconfig", "podidentityassociation"];

/** ARNs of the stack's cluster and of what EKS has in it. */
export function eksArns(scope: PipelineScope): readonly string[] {
    const { clusterName } = scope;
    return [`cluster/${clusterName}`, ...KINDS.map((kind) => `${kind}/${clusterName}/*`)].map((resource) =>
        arnIn(scope, "eks", resource),
    );
}
