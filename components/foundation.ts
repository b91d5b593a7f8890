import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import type * as k8s from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn, partitionOf } from "../core/facts/aws/partition";
import { AccessEntries } from "./cluster/access-entries";
import { Cluster, type ClusterSession } from "./cluster/cluster";
import { needsCreatorEntry } from "./cluster/creator-entry";
import { grantsOf } from "./cluster/grants-of";
import { IdentityProvider } from "./cluster/identity-provider";
import { managedAddonsOf } from "./cluster/managed-addons";
import { addonsAt } from "./cluster/managed-addons/addons-at";
import type { ManagedAddon, Stage } from "./cluster/managed-addons/managed-addon";
import { ManagedAddons } from "./cluster/managed-addons/managed-addons";
import { type OpenSession, sessionKubeconfig, sessionOpenedBefore } from "./cluster/session";
import { makeNodes, type StackNodes } from "./cluster/stack-nodes";
import type { EksPlatformConfig } from "./config";
import { EncryptionKey } from "./encryption/encryption-key";
import { PodIdentity } from "./identity/pod-identity";
import { existingParts } from "./network/existing-network";
import { Network } from "./network/network";
import type { NetworkParts } from "./network/network-parts";
import type { PipelineAccess } from "./pipeline/pipeline-access";
import { SharedFileSystem } from "./storage/shared-file-system";

/** Arguments of a {@link Foundation}. */
export interface FoundationArgs {
    /** The stack's checked configuration. */
    readonly config: EksPlatformConfig;
    /** The roles of the stack's pipeline, which are let into the cluster. @default none */
    readonly pipeline?: PipelineAccess | undefined;
    /** Opens sessions to the API server, where that is how it is reached. @default one that was opened before */
    readonly openSession?: OpenSession | undefined;
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
    /** The nodes, and what more of them can be launched with. */
    readonly nodes: StackNodes;
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
        const { region, protect, network: networkConfig, cluster: clusterConfig, storage } = args.config;
        const { version } = clusterConfig;
        const partition = partitionOf(region);
        const child = { parent: this };
        const inZones = (subnetIds: readonly pulumi.Output<string>[], zones: readonly string[]) =>
            subnetIds.filter((_, index) => zones.includes(networkConfig.zones[index] ?? ""));

        const logsKey = new EncryptionKey(`${name}-logs-key`, { purpose: "logs", region, protect }, child);
        const volumesKey = new EncryptionKey(`${name}-volumes-key`, { purpose: "volumes", region, protect }, child);
        const network: NetworkParts = networkConfig.existing
            ? existingParts(networkConfig.existing)
            : new Network(
                  `${name}-network`,
                  { network: networkConfig, region, clusterName: clusterConfig.name, logsKeyArn: logsKey.arn },
                  child,
              );
        const grants = grantsOf(this, `${name}-access-roles`, args.config, args.pipeline);
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
                addonBuilds: {
                    "vpc-cni": args.config.eksAddons["vpc-cni"].build,
                    "kube-proxy": args.config.eksAddons["kube-proxy"].build,
                },
                calico: args.config.calico.enabled,
                isCreatorAdmin: clusterConfig.creatorIsAdmin === false ? false : needsCreatorEntry(this, grants),
                protect,
                session: sessionWay(args, network),
            },
            { ...child, dependsOn: isRoutedByUs ? [...network.egress] : [] },
        );
        const { clusterName } = cluster;
        const identitiesOf = (stage: Stage) =>
            [...managedAddonsOf(args.config, stage).values()].flatMap(
                (addon) => managedIdentity(this, name, args.config, clusterName, volumesKey.arn, addon) ?? [],
            );

        if (clusterConfig.oidc) {
            new IdentityProvider(`${name}-access-oidc`, { clusterName, oidc: clusterConfig.oidc }, child);
        }
        const access = new AccessEntries(
            `${name}-access`,
            {
                clusterName,
                partition,
                grants,
            },
            child,
        );
        const earlyAddons = new ManagedAddons(
            `${name}-early-addons`,
            { clusterName, version, addons: addonsAt(args.config, "before-nodes") },
            child,
        );
        const early = [...identitiesOf("with-cluster"), ...identitiesOf("before-nodes")];
        const nodes = makeNodes(
            name,
            {
                config: args.config,
                clusterName,
                subnetIds: network.privateSubnetIds,
                securityGroupIds: [cluster.nodeSecurityGroupId],
                volumesKeyArn: volumesKey.arn,
            },
            { ...child, dependsOn: [cluster, earlyAddons, ...early, ...network.egress] },
        );

        const addons = new ManagedAddons(
            `${name}-addons`,
            { clusterName, version, addons: addonsAt(args.config, "after-nodes") },
            {
                ...child,
                dependsOn: [
                    ...nodes.groups,
                    ...identitiesOf("after-nodes"),
                    ...addonLogs(this, name, args.config, logsKey.arn),
                ],
            },
        );
        const fileSystem = storage.shared.enabled
            ? sharedFileSystem(this, name, args.config, network, cluster, volumesKey.arn)
            : undefined;

        this.clusterName = clusterName;
        this.endpoint = cluster.endpoint;
        this.vpcId = network.vpcId;
        this.nodes = nodes;
        this.volumesKeyArn = volumesKey.arn;
        this.fileSystemId = fileSystem?.fileSystemId;
        this.kubernetes = cluster.kubernetes;
        // The creator may be let in by one of these alone.
        const letIn = [access, ...access.associations];
        this.ready = [...nodes.groups, addons, ...letIn, ...(nodes.launched ? [nodes.launched] : [])];
        this.registerOutputs({ clusterName, endpoint: this.endpoint });
    }
}

/** The way to the API server through sessions, where the stack has chosen it. */
function sessionWay({ config, openSession }: FoundationArgs, network: NetworkParts): ClusterSession | undefined {
    const [subnetId] = network.privateSubnetIds;
    if (config.cluster.endpoint.access !== "session" || subnetId === undefined) {
        return undefined;
    }
    return {
        subnetId,
        egress: network.egress,
        kubeconfig: sessionKubeconfig(config.stack),
        open: openSession ?? sessionOpenedBefore(config.stack),
    };
}

function managedIdentity(
    parent: Foundation,
    name: string,
    { region, cluster }: EksPlatformConfig,
    clusterName: pulumi.Output<string>,
    volumesKeyArn: pulumi.Output<string>,
    { namespace = "kube-system", identity }: ManagedAddon,
): PodIdentity | undefined {
    if (!identity) {
        return undefined;
    }
    const partition = partitionOf(region);
    const { name: suffix, serviceAccount, policies = [], policy } = identity;
    const facts = { partition, region, clusterName: cluster.name };
    return new PodIdentity(
        `${name}-${suffix}`,
        {
            clusterName,
            namespace,
            serviceAccount,
            managedPolicyArns: policies.map((path) => managedPolicyArn(partition, path)),
            ...(policy && { policy: volumesKeyArn.apply((arn) => policy({ ...facts, volumesKeyArn: arn })) }),
        },
        { parent },
    );
}

/** The log groups that add-ons write into. */
function addonLogs(
    parent: Foundation,
    name: string,
    config: EksPlatformConfig,
    logsKeyArn: pulumi.Output<string>,
): LogGroup[] {
    const { name: clusterName, logRetentionDays } = config.cluster;
    const groups = [...managedAddonsOf(config).values()].flatMap((addon) => addon.logGroups?.(clusterName) ?? []);
    return groups.map(
        (group) =>
            new LogGroup(
                `${name}-logs-${group.split("/").at(-1)}`,
                { name: group, retentionInDays: logRetentionDays, kmsKeyId: logsKeyArn },
                { parent },
            ),
    );
}

function sharedFileSystem(
    parent: Foundation,
    name: string,
    config: EksPlatformConfig,
    network: NetworkParts,
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
