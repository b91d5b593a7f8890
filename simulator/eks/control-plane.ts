import { listAt, mapAt, type PropertyMap, stringAt } from "../../core/engine/values";
import type { Construction } from "./construction";
import type { Registered } from "./monitor";
import { type ServiceRole, serviceRole } from "./service-role";

const AUTO_MODE_POLICIES = [
    "AmazonEKSComputePolicy",
    "AmazonEKSBlockStoragePolicy",
    "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingPolicy",
];

/** The cluster itself and the roles it runs with. */
export interface ControlPlane {
    /** The `aws:eks/cluster:Cluster`. */
    readonly cluster: Registered;
    /** The role that EKS takes to run the cluster. */
    readonly role: Registered;
    /** The role of the nodes that EKS Auto Mode makes. */
    readonly autoModeNodeRole: Registered | undefined;
    /** As the cluster has it; undefined where the program names no key. */
    readonly encryptionConfig: PropertyMap | undefined;
}

/** Registers the roles and the `aws:eks/cluster:Cluster`. */
export async function controlPlane(
    construction: Construction,
    securityGroup: Registered | undefined,
): Promise<ControlPlane> {
    const { args, name } = construction;
    const autoMode = isAutoMode(args);
    const [service, nodes] = await Promise.all([
        serviceRole(construction, `${name}-eksRole`, {
            service: "eks.amazonaws.com",
            description: "Allows EKS to manage clusters on your behalf.",
            policies: ["AmazonEKSClusterPolicy", ...(autoMode ? AUTO_MODE_POLICIES : [])],
            actions: ["sts:AssumeRole", "sts:TagSession"],
            tags: args.tags,
        }),
        autoMode && mapAt(args, "autoMode").createNodeRole !== false ? autoModeNodeRole(construction) : undefined,
    ]);
    const encryptionConfig =
        args.encryptionConfigKeyArn === undefined
            ? undefined
            : { provider: { keyArn: args.encryptionConfigKeyArn }, resources: ["secrets"] };
    const cluster = await construction.aws(
        "aws:eks/cluster:Cluster",
        `${name}-eksCluster`,
        {
            accessConfig:
                args.authenticationMode === undefined
                    ? undefined
                    : {
                          authenticationMode: args.authenticationMode,
                          bootstrapClusterCreatorAdminPermissions: true,
                      },
            bootstrapSelfManagedAddons: autoMode ? false : (args.bootstrapSelfManagedAddons ?? true),
            deletionProtection: args.deletionProtection,
            enabledClusterLogTypes: args.enabledClusterLogTypes,
            encryptionConfig,
            ...networkAndCompute(args, nodes?.role),
            name: args.name,
            roleArn: service.role.outputs.arn,
            tags: { Name: `${name}-eksCluster`, ...mapAt(args, "clusterTags"), ...mapAt(args, "tags") },
            upgradePolicy: args.upgradePolicy,
            version: args.version,
            vpcConfig: {
                endpointPrivateAccess: args.endpointPrivateAccess,
                endpointPublicAccess: args.endpointPublicAccess,
                publicAccessCidrs: args.publicAccessCidrs,
                securityGroupIds: securityGroup ? [securityGroup.id] : undefined,
                subnetIds: args.subnetIds ?? [...listAt(args, "publicSubnetIds"), ...listAt(args, "privateSubnetIds")],
            },
        },
        {
            dependsOn: [
                ...service.urns,
                ...(nodes?.urns ?? []),
                ...(securityGroup ? [securityGroup.urn] : []),
                ...construction.dependenciesOf(...construction.request.inputDependencies.keys()),
            ],
            // Both are read by EKS when the cluster is made, and never again.
            ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
        },
    );
    return { cluster, role: service.role, autoModeNodeRole: nodes?.role, encryptionConfig };
}

/** Whether EKS itself makes the nodes. */
export function isAutoMode(args: PropertyMap): boolean {
    return mapAt(args, "autoMode").enabled === true;
}

function autoModeNodeRole(construction: Construction): Promise<ServiceRole> {
    return serviceRole(construction, `${construction.name}-nodeRole`, {
        service: `ec2.${construction.dnsSuffix}`,
        policies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
        actions: ["sts:AssumeRole"],
        tags: construction.args.tags,
    });
}

function networkAndCompute(args: PropertyMap, nodeRole: Registered | undefined): PropertyMap {
    const autoMode = isAutoMode(args);
    const range = args.kubernetesServiceIpAddressRange;
    const family = stringAt(args, "ipFamily") ?? "ipv4";
    if (range === undefined && args.ipFamily === undefined && !autoMode) {
        return {};
    }
    return {
        kubernetesNetworkConfig: {
            elasticLoadBalancing: autoMode ? { enabled: true } : undefined,
            ipFamily: family,
            serviceIpv4Cidr: family === "ipv4" ? range : undefined,
        },
        ...(autoMode && {
            computeConfig: {
                enabled: true,
                nodePools: ["general-purpose", "system"],
                nodeRoleArn: nodeRole?.outputs.arn,
                ...mapAt(mapAt(args, "autoMode"), "computeConfig"),
            },
            storageConfig: { blockStorage: { enabled: true } },
        }),
    };
}
