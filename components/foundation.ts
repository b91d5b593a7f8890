import type * as k8s from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn, partitionOf } from "../core/facts/aws/partition";
import { AccessEntries } from "./cluster/access-entries";
import { accessGrants, pipelineGrants, remoteNodeGrants } from "./cluster/access-grants";
import { Cluster } from "./cluster/cluster";
import { managedAddonsOf } from "./cluster/managed-addons";
import type { ManagedIdentity, Stage } from "./cluster/managed-addons/managed-addon";
import { ManagedAddons } from "./cluster/managed-addons/managed-addons";
import { NodeGroup } from "./cluster/node-group";
import { NodeRole } from "./cluster/node-role";
import type { EksPlatformConfig } from "./config";
import { EncryptionKey } from "./encryption/encryption-key";
import { PodIdentity } from "./identity/pod-identity";
import { Network } from "./network/network";
import type { PipelineAccess } from "./pipeline/pipeline-access";
import { SharedFileSystem } from "./storage/shared-file-system";

/** Arguments of a {@link Foundation}. */
export interface FoundationArgs {
    /** The stack's checked configuration. */
    readonly config: EksPlatformConfig;
    /** The roles of the stack's pipeline, which are let into the cluster. @default none */
    readonly pipeline?: PipelineAccess | undefined;
}

/**
 * A cluster in AWS with its network, nodes, add-ons and storage, ready for what runs in it. The order is the point: the VPC CNI and
 * the pod identities before nodes, nodes before CoreDNS and the storage drivers; a destroy goes the other way.
 */
export class Foundation extends pulumi.ComponentResource {
    /** The cluster's name, known once its API server answers. */
    readonly clusterName: pulumi.Output<string>;
    /** URL of the API server. */
    readonly endpoint: pulumi.Output<string>;
    /** Id of the VPC that everything is in. */
    readonly vpcId: pulumi.Output<string>;
    /** ARN of the key that encrypts volumes and the shared file system. */
    readonly volumesKeyArn: pulumi.Output<string>;
    /** The shared file system; absent when it is switched off. */
    readonly fileSystemId: pulumi.Output<string> | undefined;
    /** The one provider of everything inside the cluster. */
    readonly kubernetes: k8s.Provider;
    /** What must exist before anything is put into the cluster. */
    readonly ready: readonly pulumi.Resource[];

    constructor(name: string, args: FoundationArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:index:Foundation", name, args.config.cluster, opts);
        const {
            region,
            protect,
            network: networkConfig,
            cluster: clusterConfig,
            nodeGroups,
            tags,
            storage,
        } = args.config;
        const { version } = clusterConfig;
        const partition = partitionOf(region);
        const child = { parent: this };
        const inZones = (subnetIds: readonly pulumi.Output<string>[], zones: readonly string[]) =>
            subnetIds.filter((_, index) => zones.includes(networkConfig.zones[index] ?? ""));

        const logsKey = new EncryptionKey(`${name}-logs-key`, { purpose: "logs", region, protect }, child);
        const volumesKey = new EncryptionKey(`${name}-volumes-key`, { purpose: "volumes", region, protect }, child);
        const network = new Network(
            `${name}-network`,
            { network: networkConfig, region, clusterName: clusterConfig.name, logsKeyArn: logsKey.arn },
            child,
        );
        const isRoutedByUs = clusterConfig.controlPlane?.egress === "customer-routed";
        const cluster = new Cluster(
            `${name}-cluster`,
            {
                cluster: clusterConfig,
                region,
                vpcId: network.vpcId,
                // The way out of what the API server calls begins in its own subnets; others have none.
                subnetIds: inZones(
                    isRoutedByUs ? network.privateSubnetIds : network.intraSubnetIds,
                    clusterConfig.zones,
                ),
                logsKeyArn: logsKey.arn,
                calico: args.config.calico.enabled,
                protect,
            },
            { ...child, dependsOn: isRoutedByUs ? [...network.egress] : [] },
        );
        const { clusterName } = cluster;
        const identitiesOf = (stage: Stage) =>
            [...managedAddonsOf(args.config, stage).values()].flatMap(({ identity }) =>
                identity ? [managedIdentity(this, name, clusterName, partition, volumesKey.arn, identity)] : [],
            );
        const settingsOf = (stage: Stage) =>
            new Map(
                [...managedAddonsOf(args.config, stage)].map(([addon, { configuration }]) => [
                    addon,
                    configuration?.(args.config),
                ]),
            );

        const access = new AccessEntries(
            `${name}-access`,
            {
                clusterName,
                partition,
                grants: [
                    ...accessGrants(clusterConfig.access, args.config.namespaces),
                    ...remoteNodeGrants(clusterConfig.remoteNetworks?.nodeRoles ?? []),
                    ...(args.pipeline ? pipelineGrants(args.pipeline.previewRoleArn, args.pipeline.deployRoleArn) : []),
                ],
            },
            child,
        );
        const earlyAddons = new ManagedAddons(
            `${name}-early-addons`,
            { clusterName, version, addons: settingsOf("before-nodes") },
            child,
        );
        const early = [...identitiesOf("with-cluster"), ...identitiesOf("before-nodes")];
        const role = new NodeRole(`${name}-nodes`, { partition }, child);
        const groups = Object.entries(nodeGroups).map(
            ([group, settings]) =>
                new NodeGroup(
                    `${name}-${group}`,
                    {
                        group,
                        settings,
                        clusterName,
                        version,
                        nodeRoleArn: role.arn,
                        subnetIds: inZones(network.privateSubnetIds, settings.zones ?? networkConfig.zones),
                        securityGroupIds: [cluster.nodeSecurityGroupId],
                        volumesKeyArn: volumesKey.arn,
                        tags,
                    },
                    { ...child, dependsOn: [cluster, earlyAddons, ...early, ...network.egress] },
                ),
        );

        const addons = new ManagedAddons(
            `${name}-addons`,
            { clusterName, version, addons: settingsOf("after-nodes") },
            { ...child, dependsOn: [...groups, ...identitiesOf("after-nodes")] },
        );
        const fileSystem = storage.shared.enabled
            ? sharedFileSystem(this, name, args.config, network, cluster, volumesKey.arn)
            : undefined;

        this.clusterName = clusterName;
        this.endpoint = cluster.endpoint;
        this.vpcId = network.vpcId;
        this.volumesKeyArn = volumesKey.arn;
        this.fileSystemId = fileSystem?.fileSystemId;
        this.kubernetes = cluster.kubernetes;
        this.ready = [...groups, addons, access];
        this.registerOutputs({ clusterName, endpoint: this.endpoint });
    }
}

function managedIdentity(
    parent: Foundation,
    name: string,
    clusterName: pulumi.Output<string>,
    partition: string,
    volumesKeyArn: pulumi.Output<string>,
    { name: suffix, serviceAccount, policies, policy }: ManagedIdentity,
): PodIdentity {
    return new PodIdentity(
        `${name}-${suffix}`,
        {
            clusterName,
            namespace: "kube-system",
            serviceAccount,
            managedPolicyArns: policies.map((path) => managedPolicyArn(partition, path)),
            ...(policy && { policy: volumesKeyArn.apply(policy) }),
        },
        { parent },
    );
}

function sharedFileSystem(
    parent: Foundation,
    name: string,
    config: EksPlatformConfig,
    network: Network,
    cluster: Cluster,
    volumesKeyArn: pulumi.Output<string>,
): SharedFileSystem {
    return new SharedFileSystem(
        `${name}-shared`,
        {
            clusterName: config.cluster.name,
            vpcId: network.vpcId,
            zones: config.network.zones,
            subnetIds: network.privateSubnetIds,
            nodeSecurityGroupId: cluster.nodeSecurityGroupId,
            files: config.storage.shared,
            volumesKeyArn,
            protect: config.protect,
        },
        { parent },
    );
}
