import type { RawResource } from "../../../policies/model/resource";
import { UNKNOWN } from "../../../policies/model/value";
import { policy, resource } from "../support/resources";
import { breach, type ResourceRuleCase } from "../support/rule-case";
import { LOAD_BALANCER_CASES } from "./load-balancers";
import { NETWORK_CASES } from "./network";

const cluster = resource("aws:eks/cluster:Cluster", {
    name: "shop",
    version: "1.36",
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    deletionProtection: true,
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryptionConfig: { provider: { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }, resources: ["secrets"] },
    vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: ["subnet-1"] },
});
const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 20 } }],
});
const instance = resource("aws:ec2/instance:Instance", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    rootBlockDevice: { encrypted: true },
    ebsBlockDevices: [{ deviceName: "/dev/xvdb", encrypted: true }],
});
const repository = resource("aws:ecr/repository:Repository", {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS" }],
});
const narrow = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::shop/*" };
const iamPolicy = resource("aws:iam/policy:Policy", { name: "shop", policy: policy(narrow) });
/** Statements of a document in JSON have no place of their own in the resource: the document's path comes first. */
const inPolicy = (field: string) => `policy.Statement[0].${field}`;
const allow = (Action: unknown, Resource: unknown = "*", more = {}) =>
    policy({ Effect: "Allow", Action, Resource, ...more });

/** What anyone fulfils. */
const SECURE = { Condition: { Bool: { "aws:SecureTransport": "true" } } };
const OIDC = "oidc.eks.eu-west-1.amazonaws.com/id/1";
const trust = (condition: object) =>
    policy({
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${OIDC}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
    });
const bound = { [`${OIDC}:sub`]: "system:serviceaccount:shop:web", [`${OIDC}:aud`]: "sts.amazonaws.com" };
const GITHUB = "token.actions.githubusercontent.com";
const githubTrust = (condition: Record<string, unknown>) =>
    policy({
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" }, ...condition },
    });
const trusted = "assumeRolePolicy.Statement[0]";

const securityGroup = resource("aws:ec2/securityGroup:SecurityGroup", {
    description: "nodes",
    ingress: [{ description: "web", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
});
const ruleOf = (type: string, props: Record<string, unknown>): RawResource =>
    resource(type, { description: "web", fromPort: 443, toPort: 443, ...props });

/** An inline rule that lets a block of addresses in. */
const half = (cidr: string, props: Record<string, unknown> = {}) => ({
    ...{ description: "web", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidr] },
    ...props,
});

/** Breaches of the rules over AWS resources and Pulumi options. */
export const AWS_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "eks-public-endpoint",
        resource: cluster,
        dependsOn: ["vpcConfig.endpointPublicAccess"],
        breaches: [
            breach("a public endpoint", "vpcConfig.endpointPublicAccess", true),
            breach("nothing, which means public", "vpcConfig.endpointPublicAccess", undefined),
            ...[["0.0.0.0/0"], ["::/0"], ["0::0/0"], ["0.0.0.0/1", "128.0.0.0/1"], ["10.0.0.0/8", "1.2.3.4/0"]].map(
                (cidrs) =>
                    breach(
                        cidrs.join(" and "),
                        "vpcConfig",
                        { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: cidrs },
                        "vpcConfig.publicAccessCidrs",
                    ),
            ),
        ],
        accepted: [
            breach("named addresses", "vpcConfig", {
                endpointPublicAccess: true,
                publicAccessCidrs: ["203.0.113.0/24"],
            }),
        ],
    },
    {
        rule: "eks-private-endpoint",
        resource: cluster,
        breaches: [breach("nothing, which means none", "vpcConfig.endpointPrivateAccess", undefined)],
    },
    {
        rule: "eks-secrets-encryption",
        resource: cluster,
        dependsOn: ["encryptionConfig.resources[0]"],
        breaches: [
            breach("nothing", "encryptionConfig", undefined, "encryptionConfig.resources"),
            breach("no key", "encryptionConfig.provider", undefined, "encryptionConfig.provider.keyArn"),
            breach("no resources", "encryptionConfig.resources", []),
        ],
        accepted: [breach("a key that the update makes", "encryptionConfig.provider.keyArn", UNKNOWN)],
    },
    {
        rule: "eks-control-plane-logs",
        resource: cluster,
        dependsOn: [0, 1, 2, 3, 4].map((index) => `enabledClusterLogTypes[${index}]`),
        breaches: [
            breach("no logs", "enabledClusterLogTypes", undefined),
            breach("no audit log", "enabledClusterLogTypes", [
                "api",
                "authenticator",
                "controllerManager",
                "scheduler",
            ]),
        ],
    },
    {
        rule: "eks-supported-version",
        resource: cluster,
        breaches: [
            breach("no version", "version", undefined),
            breach("a version in extended support", "version", "1.33"),
            breach("a version before the table", "version", "1.9"),
        ],
        accepted: [breach("a version newer than the table", "version", "1.99")],
    },
    {
        rule: "eks-access-mode",
        resource: cluster,
        breaches: [
            breach("the ConfigMap", "accessConfig.authenticationMode", "CONFIG_MAP"),
            breach("both", "accessConfig.authenticationMode", "API_AND_CONFIG_MAP"),
        ],
    },
    {
        rule: "eks-creator-admin",
        resource: cluster,
        breaches: [
            breach("nothing, which means so", "accessConfig.bootstrapClusterCreatorAdminPermissions", undefined),
            breach("true", "accessConfig.bootstrapClusterCreatorAdminPermissions", true),
        ],
    },
    {
        rule: "eks-deletion-protection",
        resource: cluster,
        breaches: [breach("nothing", "deletionProtection", undefined)],
    },
    {
        rule: "eks-cluster-admin-access",
        resource: resource("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            accessScope: { type: "cluster" },
        }),
        dependsOn: ["accessScope.type"],
        breaches: [
            breach(
                "an administrator",
                "policyArn",
                "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            ),
        ],
    },
    {
        rule: "eks-cluster-admin-access",
        resource: resource("aws:eks/accessEntry:AccessEntry", { kubernetesGroups: ["shop"], principalArn: "arn" }),
        breaches: [breach("system:masters", "kubernetesGroups[0]", "system:masters")],
    },
    {
        rule: "node-group-remote-access",
        resource: resource("aws:eks/nodeGroup:NodeGroup", { nodeGroupName: "web" }),
        breaches: [
            breach("a key for the world", "remoteAccess.ec2SshKey", "key", "remoteAccess.sourceSecurityGroupIds"),
        ],
        accepted: [
            breach("a key for a bastion", "remoteAccess", { ec2SshKey: "key", sourceSecurityGroupIds: ["sg-1"] }),
        ],
    },
    {
        rule: "launch-template-metadata",
        resource: template,
        breaches: [
            breach("IMDSv1", "metadataOptions.httpTokens", "optional"),
            breach("nothing", "metadataOptions", undefined, "metadataOptions.httpTokens"),
            breach("two hops", "metadataOptions.httpPutResponseHopLimit", 2),
            breach("no limit of hops", "metadataOptions.httpPutResponseHopLimit", undefined),
        ],
        accepted: [breach("no metadata service", "metadataOptions", { httpEndpoint: "disabled" })],
    },
    {
        rule: "launch-template-volumes",
        resource: template,
        breaches: [
            breach("a plain disk", "blockDeviceMappings[0].ebs.encrypted", "false"),
            breach("nothing", "blockDeviceMappings[0].ebs.encrypted", undefined),
            breach("a public address", "networkInterfaces[0].associatePublicIpAddress", "true"),
        ],
    },
    {
        rule: "launch-template-metadata",
        resource: instance,
        breaches: [breach("IMDSv1", "metadataOptions.httpTokens", "optional")],
    },
    {
        rule: "launch-template-volumes",
        resource: instance,
        breaches: [
            breach("a plain disk", "rootBlockDevice.encrypted", undefined),
            breach("a plain second disk", "ebsBlockDevices[0].encrypted", false),
            breach("a public address", "associatePublicIpAddress", true),
        ],
    },
    {
        rule: "efs-file-system-encrypted",
        resource: resource("aws:efs/fileSystem:FileSystem", { encrypted: true }),
        breaches: [breach("nothing", "encrypted", undefined), breach("false", "encrypted", false)],
    },
    {
        rule: "efs-access-point",
        resource: resource("aws:efs/accessPoint:AccessPoint", {
            rootDirectory: { path: "/shop" },
            posixUser: { uid: 1000, gid: 1000 },
        }),
        breaches: [
            breach("the root directory", "rootDirectory.path", "/"),
            breach("no directory", "rootDirectory", undefined, "rootDirectory.path"),
            breach("no user", "posixUser", undefined),
        ],
    },
    ...["aws:ebs/volume:Volume", "aws:ebs/snapshotCopy:SnapshotCopy"].map((type) => ({
        rule: "ebs-volume-encrypted",
        resource: resource(type, { encrypted: true, size: 10 }),
        breaches: [breach("nothing", "encrypted", undefined)],
    })),
    {
        rule: "ecr-immutable-tags",
        resource: repository,
        breaches: [
            breach("nothing", "imageTagMutability", undefined),
            breach("mutable tags", "imageTagMutability", "MUTABLE"),
            breach("mutable tags but a few", "imageTagMutability", "MUTABLE_WITH_EXCLUSION"),
        ],
        accepted: [breach("immutable tags but a few", "imageTagMutability", "IMMUTABLE_WITH_EXCLUSION")],
    },
    {
        rule: "ecr-immutable-tags",
        resource: resource("aws:ecr/repository:Repository", {
            ...repository.props,
            imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
            imageTagMutabilityExclusionFilters: [{ filter: "dev-*", filterType: "WILDCARD" }],
        }),
        dependsOn: ["imageTagMutability"],
        breaches: ["*", "latest*"].map((filter) =>
            breach(filter, "imageTagMutabilityExclusionFilters[0].filter", filter),
        ),
    },
    {
        rule: "ecr-scan-on-push",
        resource: repository,
        breaches: [breach("nothing", "imageScanningConfiguration", undefined, "imageScanningConfiguration.scanOnPush")],
    },
    {
        rule: "ecr-encryption",
        resource: repository,
        breaches: [
            breach("nothing", "encryptionConfigurations", undefined),
            breach("AES256", "encryptionConfigurations[0].encryptionType", "AES256", "encryptionConfigurations"),
        ],
    },
    {
        rule: "kms-rotation",
        resource: resource("aws:kms/key:Key", { enableKeyRotation: true, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }),
        dependsOn: ["customerMasterKeySpec"],
        breaches: [breach("nothing", "enableKeyRotation", undefined), breach("false", "enableKeyRotation", false)],
        accepted: [
            ...["RSA_2048", "HMAC_256"].map((spec) =>
                breach(spec, "", { customerMasterKeySpec: spec, enableKeyRotation: false }),
            ),
            breach("a key of a store of your own", "", { customKeyStoreId: "cks-1", enableKeyRotation: false }),
        ],
    },
    {
        rule: "kms-deletion-window",
        resource: resource("aws:kms/key:Key", { deletionWindowInDays: 30 }),
        breaches: [breach("a week", "deletionWindowInDays", 7)],
        accepted: [breach("nothing, which means 30 days", "deletionWindowInDays", undefined)],
    },
    {
        rule: "iam-administrator",
        resource: iamPolicy,
        breaches: [
            breach("everything", "policy", allow("*"), inPolicy("Action")),
            breach("a list with everything", "policy", allow(["s3:GetObject", "*:*"]), inPolicy("Action")),
            breach("every action of a letter or more", "policy", allow("?*"), inPolicy("Action")),
            breach(
                "all but a few",
                "policy",
                policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
                inPolicy("NotAction"),
            ),
            breach(
                "an object",
                "policy",
                { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
                "policy.Statement.Action",
            ),
            breach(
                "all resources but a few",
                "policy",
                policy({ Effect: "Allow", Action: "*", NotResource: "x" }),
                inPolicy("Action"),
            ),
        ],
        accepted: [breach("a denial", "policy", policy({ Effect: "Deny", Action: "*", Resource: "*" }))],
    },
    {
        rule: "iam-administrator",
        resource: resource("aws:iam/role:Role", { inlinePolicies: [{ name: "a", policy: policy(narrow) }] }),
        breaches: [
            breach(
                "everything inline",
                "inlinePolicies[0].policy",
                allow("*"),
                "inlinePolicies[0].policy.Statement[0].Action",
            ),
        ],
    },
    {
        rule: "iam-service-wildcard",
        resource: iamPolicy,
        breaches: [
            breach("all of a service", "policy", allow("s3:*"), inPolicy("Action")),
            breach("all of a service among others", "policy", allow(["ec2:Describe*", "S3:*"]), inPolicy("Action")),
            breach(
                "all of a service, on all but a few",
                "policy",
                {
                    Statement: [{ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::logs/*" }],
                },
                inPolicy("Action"),
            ),
        ],
        accepted: [
            breach("all of a service on one resource", "policy", allow("s3:*", "arn:aws:s3:::shop/*")),
            breach("a part of a service", "policy", allow("ec2:Describe*")),
        ],
    },
    {
        rule: "iam-pass-role",
        resource: iamPolicy,
        breaches: [
            ...["iam:PassRole", "IAM:passrole", "iam:P*", "iam:Pass?ole"].map((action) =>
                breach(action, "policy", allow(action), inPolicy("Resource")),
            ),
            ...["arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/*"].map((roles) =>
                breach(roles, "policy", allow("iam:PassRole", roles), inPolicy("Resource")),
            ),
        ],
        accepted: [
            breach(
                "a named service",
                "policy",
                allow("iam:PassRole", "*", {
                    Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } },
                }),
            ),
        ],
    },
    {
        rule: "iam-decrypt-all",
        resource: iamPolicy,
        breaches: [
            ...["kms:Decrypt", "KMS:decrypt", "kms:D*", "kms:ReEncrypt*"].map((action) =>
                breach(action, "policy", allow([action]), inPolicy("Resource")),
            ),
            breach("all keys by ARN", "policy", allow("kms:Decrypt", "arn:aws:kms:*:*:key/*"), inPolicy("Resource")),
            breach("a secure transport", "policy", allow("kms:Decrypt", "*", SECURE), inPolicy("Resource")),
        ],
        accepted: [breach("a named key", "policy", allow("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/1"))],
    },
    {
        rule: "iam-managed-administrator",
        resource: resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
            policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
        }),
        breaches: [breach("AdministratorAccess", "policyArn", "arn:aws:iam::aws:policy/AdministratorAccess")],
    },
    {
        rule: "iam-managed-administrator",
        resource: resource("aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }),
        breaches: [breach("IAMFullAccess", "managedPolicyArns[0]", "arn:aws:iam::aws:policy/IAMFullAccess")],
    },
    {
        rule: "iam-trust-policy",
        resource: resource("aws:iam/role:Role", { assumeRolePolicy: trust({ StringEquals: bound }) }),
        breaches: [
            breach(
                "everyone",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
                `${trusted}.Principal`,
            ),
            breach(
                "every account",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { AWS: ["*"] }, Action: "sts:AssumeRole" }),
                `${trusted}.Principal.AWS[0]`,
            ),
            breach(
                "everyone by a secure transport",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole", ...SECURE }),
                `${trusted}.Principal.AWS`,
            ),
            breach(
                "everyone but one",
                "assumeRolePolicy",
                policy({ Effect: "Allow", NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }),
                `${trusted}.NotPrincipal`,
            ),
            breach(
                "no subject",
                "assumeRolePolicy",
                trust({ StringEquals: { [`${OIDC}:aud`]: "sts.amazonaws.com" } }),
                `${trusted}.Condition`,
            ),
            ...["*:*", "system:*", "system:service?ccount:shop:web", "shop:*", "sh?p:web", "shop:web-*"].map(
                (subject) =>
                    breach(
                        `every ServiceAccount of ${subject}`,
                        "assumeRolePolicy",
                        trust({
                            StringEquals: bound,
                            StringLike: {
                                [`${OIDC}:sub`]: /^system/.test(subject) ? subject : `system:serviceaccount:${subject}`,
                            },
                        }),
                        `${trusted}.Condition.StringLike["${OIDC}:sub"]`,
                    ),
            ),
            ...["r?po:shop/web:*", "repo:*", "repo:shop/*", "repo:shop*/web:ref:refs/heads/main", "*"].map((subject) =>
                breach(
                    `GitHub's ${subject}`,
                    "assumeRolePolicy",
                    githubTrust({ StringLike: { [`${GITHUB}:sub`]: subject } }),
                    `${trusted}.Condition.StringLike["${GITHUB}:sub"]`,
                ),
            ),
            breach("GitHub without a subject", "assumeRolePolicy", githubTrust({}), `${trusted}.Condition`),
            breach(
                "a comparison that a missing claim passes",
                "assumeRolePolicy",
                githubTrust({
                    "ForAllValues:StringEquals": { [`${GITHUB}:sub`]: "repo:shop/web:ref:refs/heads/main" },
                }),
                `${trusted}.Condition`,
            ),
        ],
        accepted: [
            breach(
                "a service of AWS",
                "assumeRolePolicy",
                policy({ Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: "sts:AssumeRole" }),
            ),
            breach(
                "one repository of GitHub",
                "assumeRolePolicy",
                githubTrust({ StringLike: { [`${GITHUB}:sub`]: "repo:shop/web:*" } }),
            ),
            breach(
                "one ServiceAccount, by a pattern without wildcards",
                "assumeRolePolicy",
                trust({ StringLike: bound }),
            ),
            breach("an object in place of a text", "assumeRolePolicy", JSON.parse(trust({ StringEquals: bound }))),
        ],
    },
    ...[
        "aws:kms/key:Key",
        "aws:ecr/repositoryPolicy:RepositoryPolicy",
        "aws:efs/fileSystemPolicy:FileSystemPolicy",
    ].map((type) => ({
        rule: "public-resource-policy",
        resource: resource(type, {
            policy: policy({ ...narrow, Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
        }),
        breaches: [
            breach("everyone", "policy", policy({ ...narrow, Principal: "*" }), inPolicy("Principal")),
            breach(
                "every account",
                "policy",
                policy({ ...narrow, Principal: { AWS: "*" } }),
                inPolicy("Principal.AWS"),
            ),
            breach(
                "everyone but one",
                "policy",
                policy({ ...narrow, NotPrincipal: { AWS: "123456789012" } }),
                inPolicy("NotPrincipal"),
            ),
        ],
        accepted: [
            breach(
                "everyone of this account",
                "policy",
                policy({
                    ...narrow,
                    Principal: { AWS: "*" },
                    Condition: { StringEquals: { "kms:CallerAccount": "123456789012" } },
                }),
            ),
        ],
    })),
    ...[
        {
            resource: securityGroup,
            cidrs: "ingress[0].cidrBlocks",
            v6: "ingress[0].ipv6CidrBlocks",
            foundAt: "ingress[0]",
        },
        {
            resource: resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", securityGroup.props),
            cidrs: "ingress[0].cidrBlocks",
            v6: "ingress[0].ipv6CidrBlocks",
            foundAt: "ingress[0]",
        },
        {
            resource: ruleOf("aws:ec2/securityGroupRule:SecurityGroupRule", {
                type: "ingress",
                protocol: "tcp",
                cidrBlocks: ["10.0.0.0/8"],
            }),
            cidrs: "cidrBlocks",
            v6: "ipv6CidrBlocks",
            foundAt: "",
        },
    ].map(({ resource, cidrs, v6, foundAt }) => ({
        rule: "security-group-open",
        resource,
        dependsOn: ["type"],
        breaches: [
            breach("all IPv4 addresses", cidrs, ["0.0.0.0/0"], foundAt),
            breach("all IPv4 addresses in two halves", cidrs, ["0.0.0.0/1", "128.0.0.0/1"], foundAt),
            breach("all IPv6 addresses", v6, ["::/0"], foundAt),
        ],
    })),
    {
        rule: "security-group-open",
        resource: resource("aws:ec2/securityGroup:SecurityGroup", {
            description: "nodes",
            ingress: [half("0.0.0.0/1"), half("10.0.0.0/8", { protocol: "6" })],
        }),
        dependsOn: [0, 1].flatMap((index) =>
            ["protocol", "fromPort", "toPort", "cidrBlocks[0]"].map((field) => `ingress[${index}].${field}`),
        ),
        breaches: [
            breach(
                "the other half of the world in a second rule",
                "ingress[1].cidrBlocks",
                ["128.0.0.0/1"],
                "ingress[0]",
            ),
        ],
        accepted: [
            breach("the other half at another port", "ingress[1]", half("128.0.0.0/1", { fromPort: 80, toPort: 80 })),
            breach("the other half by another protocol", "ingress[1]", half("128.0.0.0/1", { protocol: "udp" })),
            breach(
                "the other half at a port that is not known",
                "ingress[1]",
                half("128.0.0.0/1", { fromPort: UNKNOWN }),
            ),
        ],
    },
    {
        rule: "security-group-open",
        config: { allowedPorts: [443] },
        resource: ruleOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
            ipProtocol: "tcp",
            cidrIpv4: "0.0.0.0/0",
        }),
        dependsOn: ["cidrIpv4", "ipProtocol", "fromPort", "toPort"],
        breaches: [
            breach("a range with another port", "fromPort", 22, ""),
            breach("every protocol", "ipProtocol", "-1", ""),
            breach("another protocol", "ipProtocol", "udp", ""),
        ],
        accepted: [breach("TCP by its number", "ipProtocol", "6"), breach("a prefix list", "cidrIpv4", undefined)],
    },
    {
        rule: "security-group-open",
        resource: ruleOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
            ipProtocol: "tcp",
            cidrIpv4: "10.0.0.0/8",
        }),
        breaches: [breach("the world", "cidrIpv4", "0.0.0.0/0", ""), breach("the IPv6 world", "cidrIpv6", "::/0", "")],
    },
    {
        rule: "default-security-group",
        resource: resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: "vpc-1" }),
        breaches: [breach("ingress", "ingress", [{ self: true }]), breach("egress", "egress", [{ protocol: "-1" }])],
    },
    {
        rule: "security-group-description",
        resource: securityGroup,
        breaches: [
            breach("no description", "description", undefined),
            breach("a rule without", "ingress[0].description", undefined),
        ],
    },
    {
        rule: "subnet-public-address",
        resource: resource("aws:ec2/subnet:Subnet", { cidrBlock: "10.0.0.0/24" }),
        breaches: [breach("public addresses", "mapPublicIpOnLaunch", true)],
        accepted: [
            breach("a subnet for public load balancers", "", {
                mapPublicIpOnLaunch: true,
                tags: { "kubernetes.io/role/elb": "1" },
            }),
        ],
    },
    {
        rule: "listener-tls",
        resource: resource("aws:lb/listener:Listener", {
            protocol: "HTTPS",
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
            defaultActions: [{ type: "forward" }],
        }),
        dependsOn: ["protocol", "defaultActions[0].type"],
        breaches: [
            breach("plain HTTP", "protocol", "HTTP"),
            breach("old TLS", "sslPolicy", "ELBSecurityPolicy-2016-08"),
            breach("no policy, which means old TLS", "sslPolicy", undefined),
        ],
    },
    {
        rule: "log-group-retention",
        resource: resource("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 90 }),
        breaches: [breach("nothing", "retentionInDays", undefined), breach("0", "retentionInDays", 0)],
    },
    ...NETWORK_CASES,
    ...LOAD_BALANCER_CASES,
];
