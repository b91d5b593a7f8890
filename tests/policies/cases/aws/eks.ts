import { UNKNOWN_STRING as UNKNOWN } from "../../../../core/engine/signatures";
import { object, resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const roles = (group: string) =>
    `- rolearn: arn:aws:iam::123456789012:role/x\n  username: x\n  groups:\n  - ${group}\n`;
const cluster = resource("aws:eks/cluster:Cluster", {
    name: "shop",
    version: "1.36",
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    deletionProtection: true,
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryptionConfig: { provider: { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }, resources: ["secrets"] },
    vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: ["subnet-1"] },
});
const addon = resource("aws:eks/addon:Addon", {
    addonName: "vpc-cni",
    addonVersion: "v1.20.4-eksbuild.1",
    configurationValues: JSON.stringify({ enableNetworkPolicy: "true" }),
});

/** Breaches of the rules over EKS clusters, their access and add-ons. */
export const EKS_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "aws-auth-admin",
        resource: object("v1", "ConfigMap", {
            metadata: { name: "aws-auth", namespace: "kube-system" },
            data: { mapRoles: roles("system:nodes") },
        }),
        dependsOn: ["metadata.name", "metadata.namespace"],
        breaches: ["mapRoles", "mapUsers"].map((field) => breach(field, `data.${field}`, roles("system:masters"))),
        accepted: [
            breach("another ConfigMap", "", {
                apiVersion: "v1",
                kind: "ConfigMap",
                metadata: { name: "docs", namespace: "shop" },
                data: { mapRoles: roles("system:masters") },
            }),
        ],
    },
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
        rule: "eks-vpc-cni-network-policy",
        resource: addon,
        dependsOn: ["addonName"],
        breaches: [
            breach("no configuration", "configurationValues", undefined, "configurationValues.enableNetworkPolicy"),
            breach(
                "the engine switched off",
                "configurationValues",
                '{"enableNetworkPolicy":"false"}',
                "configurationValues.enableNetworkPolicy",
            ),
        ],
        accepted: [
            breach("a boolean", "configurationValues", '{"enableNetworkPolicy":true}'),
            breach("YAML", "configurationValues", 'env:\n  A: b\nenableNetworkPolicy: "true"\n'),
            breach("another add-on", "addonName", "coredns"),
        ],
    },
    {
        rule: "eks-addon-pinned",
        resource: addon,
        breaches: [breach("no version", "addonVersion", undefined)],
    },
];
