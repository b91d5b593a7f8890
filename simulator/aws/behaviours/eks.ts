import { mapAt, type PropertyMap, stringAt } from "../../../core/engine/values";
import { type AwsBehaviours, type AwsContext, joined, namedBy } from "../behaviour";
import { addonVersion } from "../eks-addons";
import { LATEST_VERSION, nodeRelease } from "../eks-versions";
import { refuseAccessEntry } from "./eks-access";
import { describeCluster } from "./eks-cluster";
import { refuseCluster, refuseClusterUpdate } from "./eks-cluster-updates";
import { refuseNodeGroup } from "./eks-node-group";

const CLUSTER = "aws:eks/cluster:Cluster";
const SUBNET = "aws:ec2/subnet:Subnet";
const ACCESS_ENTRY = "aws:eks/accessEntry:AccessEntry";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

const TAKEN_BY_CLUSTER = { type: CLUSTER, where: { clusterName: "name" } };

/** Managed Kubernetes: clusters, node groups, add-ons and access. */
export const eksBehaviours: AwsBehaviours = {
    [CLUSTER]: {
        unique: { by: ["name"], error: "ResourceInUseException: Cluster already exists with name" },
        uses: { "vpcConfig.subnetIds": SUBNET, "vpcConfig.securityGroupIds": SECURITY_GROUP },
        inUse: "ResourceInUseException",
        deletionProtection: "deletionProtection",
        id: namedBy("name"),
        defaults: () => ({
            bootstrapSelfManagedAddons: true,
            version: LATEST_VERSION,
        }),
        computed: describeCluster,
        refuseCreate: refuseCluster,
        refuseUpdate: refuseClusterUpdate,
    },

    "aws:eks/nodeGroup:NodeGroup": {
        unique: { by: ["clusterName", "nodeGroupName"], error: "ResourceInUseException: NodeGroup already exists" },
        uses: {
            clusterName: CLUSTER,
            subnetIds: SUBNET,
            "launchTemplate.id": "aws:ec2/launchTemplate:LaunchTemplate",
        },
        id: joined(":", "clusterName", "nodeGroupName"),
        defaults: (context) => {
            const version = clusterVersion(context);
            return {
                amiType: "AL2023_x86_64_STANDARD",
                capacityType: "ON_DEMAND",
                diskSize: mapAt(context.inputs, "launchTemplate").version === undefined ? 20 : 0,
                instanceTypes: ["t3.medium"],
                nodeGroupNamePrefix: "",
                releaseVersion: nodeRelease(context.text("version", version)),
                version,
            };
        },
        computed: (context) => {
            const name = context.text("nodeGroupName");
            const cluster = context.text("clusterName");
            return {
                arn: context.arn("eks", `nodegroup/${cluster}/${name}/${context.identity.uuid("arn")}`),
                nodeRepairConfig: { enabled: false, ...mapAt(context.inputs, "nodeRepairConfig") },
                resources: [
                    {
                        autoscalingGroups: [{ name: `eks-${name}-${context.identity.uuid("arn")}` }],
                        remoteAccessSecurityGroupId: "",
                    },
                ],
                status: "ACTIVE",
                updateConfig:
                    context.inputs.updateConfig === undefined
                        ? { maxUnavailable: 1, maxUnavailablePercentage: 0 }
                        : mapAt(context.inputs, "updateConfig"),
            };
        },
        refuseCreate: (context) => refuseNodeGroup(context),
        refuseUpdate: refuseNodeGroup,
    },

    "aws:eks/addon:Addon": {
        unique: { by: ["clusterName", "addonName"], error: "ResourceInUseException: Addon already exists" },
        takenBy: TAKEN_BY_CLUSTER,
        id: joined(":", "clusterName", "addonName"),
        defaults: (context) => ({
            addonVersion:
                context.inputs.addonVersion ?? addonVersion(context.text("addonName"), clusterVersion(context), false),
        }),
        computed: (context) => ({
            arn: context.arn(
                "eks",
                `addon/${context.text("clusterName")}/${context.text("addonName")}/${context.identity.uuid("arn")}`,
            ),
            createdAt: context.identity.timestamp("created"),
            modifiedAt: context.identity.timestamp("created"),
            namespaceConfig: { namespace: "kube-system", ...mapAt(context.inputs, "namespaceConfig") },
        }),
    },

    [ACCESS_ENTRY]: {
        unique: {
            by: ["clusterName", "principalArn"],
            error: "ResourceInUseException: The specified access entry resource is already in use",
        },
        takenBy: TAKEN_BY_CLUSTER,
        refuseCreate: refuseAccessEntry,
        id: joined(":", "clusterName", "principalArn"),
        defaults: ({ text }) => ({ type: "STANDARD", userName: text("principalArn") }),
        computed: (context) => ({
            accessEntryArn: context.arn(
                "eks",
                `access-entry/${context.text("clusterName")}/role/${context.account}/${context.text("principalArn").split("/").pop()}/${context.identity.uuid("arn")}`,
            ),
            createdAt: context.identity.timestamp("created"),
            modifiedAt: context.identity.timestamp("created"),
        }),
    },

    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        overwrites: true,
        takenBy: { type: ACCESS_ENTRY, where: { clusterName: "clusterName", principalArn: "principalArn" } },
        id: joined("#", "clusterName", "principalArn", "policyArn"),
        computed: ({ identity }) => ({
            associatedAt: identity.timestamp("created"),
            modifiedAt: identity.timestamp("created"),
        }),
    },

    "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
        unique: {
            by: ["clusterName", "namespace", "serviceAccount"],
            error: "ResourceInUseException: Association already exists",
        },
        takenBy: TAKEN_BY_CLUSTER,
        id: ({ identity }) => `a-${identity.text("id", 17, "abcdefghijklmnopqrstuvwxyz0123456789")}`,
        computed: (context, id) => ({
            associationArn: context.arn("eks", `podidentityassociation/${context.text("clusterName")}/${id}`),
            associationId: id,
            externalId: "",
        }),
    },

    "aws:eks/fargateProfile:FargateProfile": {
        autoname: "fargateProfileName",
        unique: { by: ["clusterName", "fargateProfileName"], error: "ResourceInUseException" },
        uses: { clusterName: CLUSTER, subnetIds: SUBNET },
        id: joined(":", "clusterName", "fargateProfileName"),
        computed: (context) => ({
            arn: context.arn(
                "eks",
                `fargateprofile/${context.text("clusterName")}/${context.text("fargateProfileName")}/${context.identity.uuid("arn")}`,
            ),
            status: "ACTIVE",
        }),
    },

    "aws:eks/identityProviderConfig:IdentityProviderConfig": {
        unique: {
            by: ["clusterName"],
            error: "ResourceLimitExceededException: the cluster has an identity provider, and EKS takes one",
        },
        uses: { clusterName: CLUSTER },
        id: ({ inputs, text }) => `${text("clusterName")}:${nameOfProvider(inputs)}`,
        computed: (context) => ({
            arn: context.arn(
                "eks",
                `identityproviderconfig/${context.text("clusterName")}/oidc/${nameOfProvider(context.inputs)}/${context.identity.uuid("arn")}`,
            ),
            identityProviderConfigName: nameOfProvider(context.inputs),
            status: "ACTIVE",
        }),
    },
};

function clusterVersion(context: AwsContext): string {
    const cluster = context.lookup(CLUSTER, context.text("clusterName"));
    return (cluster && stringAt(cluster, "version")) ?? LATEST_VERSION;
}

function nameOfProvider(inputs: PropertyMap): string {
    return stringAt(mapAt(inputs, "oidc"), "identityProviderConfigName") ?? "oidc";
}
