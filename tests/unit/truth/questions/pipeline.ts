import { isMap, stringAt } from "../../../../core/engine/values";
import { type Account, type Asker, arnOf } from "../account";
import { type Question, questionsOf } from "./question";

const PREVIEW = "-pipeline-preview";
const DEPLOY = "-pipeline-deploy";
const ROLE = "aws:iam/role:Role";
const ISSUER = "token.actions.githubusercontent.com";

const hasPipeline = (account: Account) => account.all(ROLE, DEPLOY).length > 0;
const hasBackups = (account: Account) => account.all("aws:backup/vault:Vault").length > 0;
const stackOf = (account: Account): string => {
    const tags = account.one("aws:eks/cluster:Cluster").outputs.tagsAll;
    return isMap(tags) ? (stringAt(tags, "eks-platform:stack") ?? "") : "";
};
const made = (account: Account) => ({ "aws:RequestTag/eks-platform:stack": stackOf(account) });
const own = (account: Account) => ({ "aws:ResourceTag/eks-platform:stack": stackOf(account) });
const FOREIGN = { "aws:ResourceTag/eks-platform:stack": "another" };
const ELSEWHERE = { "aws:RequestedRegion": "us-east-1" };
const roleArn = (account: Account, name: string) => `arn:aws:iam::${account.id}:role/${name}`;
const managedPolicy = (name: string) => ({ "iam:PolicyARN": `arn:aws:iam::aws:policy/${name}` });

/** A job of the repository: what its token says of it. */
function assumes(account: Account, role: string, claims: Readonly<Record<string, string>>): boolean {
    const by: Asker = {
        kind: "Federated",
        id: arnOf(account.one("aws:iam/openIdConnectProvider:OpenIdConnectProvider")),
    };
    const token = { aud: "sts.amazonaws.com", repository_id: "5678", repository_owner_id: "1234", ...claims };
    return account.may({
        by,
        actions: "sts:AssumeRoleWithWebIdentity",
        on: account.one(ROLE, role),
        with: Object.fromEntries(Object.entries(token).map(([claim, value]) => [`${ISSUER}:${claim}`, value])),
    });
}

/** Calls that tag, and how a request says that what it tags is being made; KMS does not, nor does the VPC say it of its own group. */
function taggings(account: Account) {
    const ec2 = { "ec2:CreateAction": "CreateVpc" };
    const call = (action: string, on: string) => ({ by: DEPLOY, actions: action, on });
    return [
        { call: call("ec2:CreateTags", account.arn("ec2", "vpc/vpc-1")), whenMade: ec2, isKnownNew: true },
        {
            call: call("elasticfilesystem:TagResource", account.arn("elasticfilesystem", "file-system/fs-1")),
            whenMade: { "elasticfilesystem:CreateAction": "CreateFileSystem" },
            isKnownNew: true,
        },
        { call: call("kms:TagResource", account.arn("kms", "key/1")), whenMade: {}, isKnownNew: false },
        { call: call("ec2:CreateTags", account.arn("ec2", "security-group/sg-1")), whenMade: {}, isKnownNew: false },
    ];
}

/** What the roles of the stack's pipeline may do; the repository is acme/platform. */
export const PIPELINE_QUESTIONS: readonly Question[] = questionsOf(hasPipeline, [
    {
        says: "jobs of the branch preview, jobs of the environment deploy, and no others",
        holds: (account) =>
            assumes(account, PREVIEW, { sub: "repo:acme/platform:ref:refs/heads/main" }) &&
            assumes(account, DEPLOY, { sub: "repo:acme/platform:environment:test" }) &&
            !assumes(account, DEPLOY, { sub: "repo:acme/platform:ref:refs/heads/main" }) &&
            !assumes(account, PREVIEW, { sub: "repo:acme/platform:pull_request" }) &&
            !assumes(account, PREVIEW, { sub: "repo:acme/platform:ref:refs/heads/main", repository_id: "1" }),
    },
    {
        says: "a preview reads how everything is set",
        holds: (account) =>
            [PREVIEW, DEPLOY].every(
                (by) =>
                    account.may({
                        by,
                        actions: ["ec2:DescribeVpcs", "elasticfilesystem:DescribeFileSystems", "kms:ListAliases"],
                        on: "*",
                    }) &&
                    account.may({ by, actions: "eks:DescribeCluster", on: account.one("aws:eks/cluster:Cluster") }) &&
                    account
                        .all("aws:kms/key:Key")
                        .every((on) => account.may({ by, actions: ["kms:DescribeKey", "kms:GetKeyPolicy"], on })) &&
                    account
                        .all("aws:cloudwatch/logGroup:LogGroup")
                        .every((on) => account.may({ by, actions: "logs:ListTagsForResource", on })) &&
                    account
                        .all(ROLE, "-foundation-nodes-role")
                        .every((on) =>
                            account.may({ by, actions: ["iam:GetRole", "iam:ListAttachedRolePolicies"], on }),
                        ) &&
                    account
                        .all("aws:iam/policy:Policy")
                        .every((on) =>
                            account.may({ by, actions: ["iam:GetPolicy", "iam:GetPolicyVersion"], on: arnOf(on) }),
                        ) &&
                    account.may({
                        by,
                        actions: "iam:GetOpenIDConnectProvider",
                        on: account.one("aws:iam/openIdConnectProvider:OpenIdConnectProvider"),
                    }),
            ),
    },
    {
        says: "a preview changes nothing",
        holds: (account) =>
            account
                .all(ROLE)
                .every((on) => !account.mayAny({ by: PREVIEW, actions: ["iam:PutRolePolicy", "iam:PassRole"], on })) &&
            !account.mayAny({
                by: PREVIEW,
                actions: [
                    "ec2:CreateVpc",
                    "ec2:DeleteVpc",
                    "eks:DeleteCluster",
                    "kms:Decrypt",
                    "kms:ScheduleKeyDeletion",
                ],
                on: account.one("aws:kms/key:Key", "-volumes-key-key"),
            }),
    },
    {
        says: "both read the state, the deployer alone writes it",
        holds: (account) => {
            const object = "arn:aws:s3:::acme-state/.pulumi/stacks/eks-platform/test.json";
            const key = account.arn("kms", "key/state");
            return (
                [PREVIEW, DEPLOY].every(
                    (by) =>
                        account.may({ by, actions: "s3:ListBucket", on: "arn:aws:s3:::acme-state" }) &&
                        account.may({ by, actions: "s3:GetObject", on: object }),
                ) &&
                account.may({ by: DEPLOY, actions: ["s3:PutObject", "s3:DeleteObject"], on: object }) &&
                !account.mayAny({ by: PREVIEW, actions: ["s3:PutObject", "s3:DeleteObject"], on: object }) &&
                [PREVIEW, DEPLOY].every((by) => account.holdsRight({ by, actions: "kms:Decrypt", on: key })) &&
                account.holdsRight({ by: DEPLOY, actions: "kms:GenerateDataKey", on: key })
            );
        },
    },
    {
        says: "the deployer makes networks in the stack's region",
        holds: (account) => {
            const call = {
                by: DEPLOY,
                actions: ["ec2:CreateVpc", "ec2:CreateSubnet", "ec2:CreateNatGateway"],
                on: "*",
            };
            return account.may(call) && !account.mayAny({ ...call, with: ELSEWHERE });
        },
    },
    {
        says: "the deployer gives interface endpoints their names, in the stack's region",
        holds: (account) => {
            const call = {
                by: DEPLOY,
                actions: "route53:AssociateVPCWithHostedZone",
                on: "arn:aws:route53:::hostedzone/Z1",
            };
            return account.may(call) && !account.may({ ...call, with: ELSEWHERE });
        },
    },
    {
        says: "the deployer has nodes launched and tagged from a template, and launches nothing else",
        holds: (account) => {
            const instance = account.arn("ec2", "instance/i-1");
            const template = { "ec2:LaunchTemplate": account.arn("ec2", "launch-template/lt-1") };
            return (
                account.may({ by: DEPLOY, actions: "ec2:RunInstances", on: instance, with: template }) &&
                !account.mayAny({ by: DEPLOY, actions: ["ec2:RunInstances", "ec2:CreateTags"], on: instance }) &&
                // EKS asks for the template's own tags, which have no tag of the stack.
                [instance, account.arn("ec2", "volume/vol-1"), account.arn("ec2", "network-interface/eni-1")].every(
                    (on) =>
                        account.may({
                            by: DEPLOY,
                            actions: "ec2:CreateTags",
                            on,
                            with: { "ec2:CreateAction": "RunInstances", "aws:RequestTag/Name": "system-node" },
                        }),
                )
            );
        },
    },
    {
        says: "the deployer makes keys and file systems for the stack alone, in its region",
        holds: (account) => {
            const call = { by: DEPLOY, actions: ["elasticfilesystem:CreateFileSystem", "kms:CreateKey"], on: "*" };
            return (
                account.may({ ...call, with: made(account) }) &&
                !account.mayAny(call) &&
                !account.mayAny({ ...call, with: { ...made(account), ...ELSEWHERE } })
            );
        },
    },
    {
        says: "the deployer tags what it makes as the stack's, in its region",
        holds: (account) =>
            taggings(account).every(
                ({ call, whenMade }) =>
                    account.holdsRight({ ...call, with: { ...whenMade, ...made(account) } }) &&
                    !account.holdsRight({ ...call, with: whenMade }) &&
                    !account.holdsRight({ ...call, with: { ...whenMade, ...made(account), ...ELSEWHERE } }),
            ),
    },
    {
        says: "the deployer makes nothing the stack's by a tag that another stack has, or that is nobody's",
        holds: (account) =>
            taggings(account).every(
                ({ call, isKnownNew }) =>
                    !account.holdsRight({ ...call, with: { ...made(account), ...FOREIGN } }) &&
                    (!isKnownNew || !account.holdsRight({ ...call, with: made(account) })),
            ),
    },
    {
        says: "the deployer changes and deletes what is the stack's, and nothing else",
        holds: (account) => {
            const actions = [
                "ec2:DeleteVpc",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:CreateRoute",
                "elasticfilesystem:DeleteFileSystem",
            ];
            const call = { by: DEPLOY, actions, on: account.arn("ec2", "vpc/vpc-1") };
            const foreignKey = account.arn("kms", "key/another");
            return (
                account.may({ ...call, with: own(account) }) &&
                account
                    .all("aws:kms/key:Key")
                    .every((on) => account.may({ by: DEPLOY, actions: ["kms:PutKeyPolicy", "kms:CreateGrant"], on })) &&
                !account.mayAny({ ...call, with: FOREIGN }) &&
                !account.holdsRight({ by: DEPLOY, actions: "kms:ScheduleKeyDeletion", on: foreignKey, with: FOREIGN })
            );
        },
    },
    {
        says: "the deployer makes and deletes its own cluster, and no other",
        holds: (account) => {
            const actions = ["eks:CreateCluster", "eks:DeleteCluster", "eks:CreateNodegroup", "eks:CreateAddon"];
            return (
                account.may({ by: DEPLOY, actions, on: account.one("aws:eks/cluster:Cluster") }) &&
                !account.mayAny({ by: DEPLOY, actions, on: account.arn("eks", "cluster/another") })
            );
        },
    },
    {
        says: "the deployer connects its own cluster with an identity provider of people, and both see with which",
        holds: (account) => {
            const name = stringAt(account.one("aws:eks/cluster:Cluster").outputs, "name") ?? "";
            const provider = (cluster: string) => account.arn("eks", `identityproviderconfig/${cluster}/oidc/people/1`);
            const reads = "eks:DescribeIdentityProviderConfig";
            const changes = ["eks:DisassociateIdentityProviderConfig", "eks:TagResource"];
            return (
                account.may({
                    ...{ by: DEPLOY, actions: "eks:AssociateIdentityProviderConfig" },
                    on: account.one("aws:eks/cluster:Cluster"),
                }) &&
                account.may({ by: DEPLOY, actions: changes, on: provider(name) }) &&
                [PREVIEW, DEPLOY].every((by) => account.may({ by, actions: reads, on: provider(name) })) &&
                !account.mayAny({ by: PREVIEW, actions: changes, on: provider(name) }) &&
                !account.mayAny({ by: DEPLOY, actions: [...changes, reads], on: provider("another") })
            );
        },
    },
    {
        says: "the deployer makes vaults, plans and tests of restores for the stack alone, in its regions",
        of: (account) => hasPipeline(account) && hasBackups(account),
        holds: (account) => {
            const actions = ["backup:CreateBackupVault", "backup:CreateBackupPlan", "backup:CreateRestoreTestingPlan"];
            const storage = { by: DEPLOY, actions: "backup-storage:MountCapsule", on: "*" };
            const tag = { by: DEPLOY, actions: "backup:TagResource", on: account.arn("backup", "backup-plan:1") };
            return (
                ["eu-west-1", "eu-central-1"].every(
                    (region) =>
                        account.may({
                            ...{ by: DEPLOY, actions, on: "*" },
                            with: { ...made(account), "aws:RequestedRegion": region },
                        }) && account.may({ ...storage, with: { "aws:RequestedRegion": region } }),
                ) &&
                ![{}, { ...made(account), "aws:RequestedRegion": "us-east-1" }].some((context) =>
                    account.mayAny({ by: DEPLOY, actions, on: "*", with: context }),
                ) &&
                !account.mayAny({ ...storage, with: { "aws:RequestedRegion": "us-east-1" } }) &&
                account.may({ ...tag, with: made(account) }) &&
                // What is another stack's stays so.
                !account.mayAny({ ...tag, with: { ...made(account), ...FOREIGN } })
            );
        },
    },
    {
        says: "the deployer changes the stack's plans and vaults, reads them, and deletes no recovery point",
        of: (account) => hasPipeline(account) && hasBackups(account),
        holds: (account) => {
            const plan = account.arn("backup", "backup-plan:1");
            const actions = ["backup:UpdateBackupPlan", "backup:DeleteBackupSelection"];
            const locks = ["backup:PutBackupVaultLockConfiguration", "backup:DeleteBackupVaultLockConfiguration"];
            return (
                account.may({ by: DEPLOY, actions, on: plan, with: own(account) }) &&
                !account.mayAny({ by: DEPLOY, actions, on: plan, with: FOREIGN }) &&
                [PREVIEW, DEPLOY].every((by) => {
                    const reads = { by, actions: "backup:GetBackupPlan", on: plan };
                    return (
                        account.may(reads) &&
                        !account.mayAny({ ...reads, with: { "aws:RequestedRegion": "us-east-1" } })
                    );
                }) &&
                account
                    .all("aws:backup/vault:Vault")
                    .every(({ outputs }) =>
                        account.holdsRight({ by: DEPLOY, actions: locks, on: String(outputs.arn) }),
                    ) &&
                !account.mayAny({ by: DEPLOY, actions: locks, on: account.arn("backup", "backup-vault:another") }) &&
                !account.mayAny({
                    ...{
                        by: DEPLOY,
                        actions: "backup:DeleteRecoveryPoint",
                        on: account.arn("backup", "recovery-point:1"),
                    },
                    with: own(account),
                })
            );
        },
    },
    {
        says: "the deployer names keys, and no other stack's",
        holds: (account) =>
            account
                .all("aws:kms/alias:Alias")
                .every(({ outputs }) =>
                    account.holdsRight({ by: DEPLOY, actions: "kms:CreateAlias", on: String(outputs.arn) }),
                ) &&
            !account.holdsRight({ by: DEPLOY, actions: "kms:DeleteAlias", on: account.arn("kms", "alias/another") }),
    },
    {
        says: "the deployer makes the stack's log groups, and no others",
        holds: (account) =>
            account
                .all("aws:cloudwatch/logGroup:LogGroup")
                .every((on) =>
                    account.may({ by: DEPLOY, actions: ["logs:CreateLogGroup", "logs:DeleteLogGroup"], on }),
                ) &&
            !account.mayAny({
                by: DEPLOY,
                actions: ["logs:CreateLogGroup", "logs:DeleteLogGroup"],
                on: account.arn("logs", "log-group:/aws/eks/another/cluster"),
            }),
    },
    {
        says: "the deployer makes the stack's roles, and changes, tags and deletes them",
        holds: (account) => {
            const role = roleArn(account, "platform-foundation-nodes-role-1a2b3c4");
            return (
                account.may({
                    by: DEPLOY,
                    actions: ["iam:CreateRole", "iam:TagRole"],
                    on: role,
                    with: made(account),
                }) &&
                account.may({
                    by: DEPLOY,
                    actions: ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:DeleteRole", "iam:UntagRole"],
                    on: role,
                    with: own(account),
                }) &&
                account.may({
                    by: DEPLOY,
                    actions: "iam:AttachRolePolicy",
                    on: role,
                    with: { ...own(account), ...managedPolicy("AmazonEKSWorkerNodePolicy") },
                })
            );
        },
    },
    {
        says: "the deployer makes no role without the stack's tag, changes none of others, and attaches no administrator",
        holds: (account) => {
            const role = roleArn(account, "platform-foundation-nodes-role-1a2b3c4");
            return (
                !account.may({ by: DEPLOY, actions: "iam:CreateRole", on: role }) &&
                [FOREIGN, { ...FOREIGN, ...made(account) }, {}].every(
                    (tags) =>
                        !account.mayAny({
                            by: DEPLOY,
                            actions: ["iam:PutRolePolicy", "iam:DeleteRole", "iam:UpdateAssumeRolePolicy"],
                            on: role,
                            with: { ...tags, ...managedPolicy("AmazonEKSWorkerNodePolicy") },
                        }),
                ) &&
                !account.may({
                    by: DEPLOY,
                    actions: "iam:TagRole",
                    on: role,
                    with: { ...FOREIGN, ...made(account) },
                }) &&
                !account.may({ by: DEPLOY, actions: "iam:TagRole", on: role }) &&
                !account.may({
                    by: DEPLOY,
                    actions: "iam:AttachRolePolicy",
                    on: role,
                    with: { ...own(account), ...managedPolicy("AdministratorAccess") },
                }) &&
                !account.may({
                    by: DEPLOY,
                    actions: "iam:AttachRolePolicy",
                    on: role,
                    with: { ...FOREIGN, ...managedPolicy("AmazonEKSWorkerNodePolicy") },
                })
            );
        },
    },
    {
        says: "the deployer hands the stack's roles to EKS, pods and flow logs, and to nobody else",
        holds: (account) => {
            const pass = (name: string) =>
                account.may({
                    by: DEPLOY,
                    actions: "iam:PassRole",
                    on: roleArn(account, "platform-foundation-nodes-role-1a2b3c4"),
                    with: { "iam:PassedToService": `${name}.amazonaws.com` },
                });
            return pass("eks") && pass("pods.eks") && pass("vpc-flow-logs") && !pass("lambda");
        },
    },
    {
        says: "the deployer has the roles of the services made that the stack needs, and of no others",
        holds: (account) => {
            const make = (name: string) =>
                account.may({
                    by: DEPLOY,
                    actions: "iam:CreateServiceLinkedRole",
                    on: roleArn(account, `aws-service-role/${name}.amazonaws.com/AWSServiceRole`),
                    with: { "iam:AWSServiceName": `${name}.amazonaws.com` },
                });
            const services = ["eks", "eks-nodegroup", "autoscaling", "elasticfilesystem", "backup", "ec2-nat-gateway"];
            return services.every(make) && !make("ssm");
        },
    },
    {
        says: "the deployer changes no role of the pipeline",
        holds: (account) =>
            [PREVIEW, DEPLOY].every(
                (role) =>
                    !account.mayAny({
                        by: DEPLOY,
                        actions: [
                            "iam:PutRolePolicy",
                            "iam:DeleteRolePolicy",
                            "iam:UpdateAssumeRolePolicy",
                            "iam:DeleteRole",
                        ],
                        on: account.one(ROLE, role),
                    }),
            ),
    },
]);
