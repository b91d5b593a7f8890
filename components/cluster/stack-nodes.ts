import type * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../core/facts/aws/partition";
import type { EksPlatformConfig } from "../config";
import { LaunchedNodes } from "./launched-nodes";
import { NodeGroup } from "./node-group";
import { NodeRole } from "./node-role";

/** What the nodes of a stack stand on. */
export interface StackNodesArgs {
    /** The stack's checked configuration. */
    readonly config: EksPlatformConfig;
    /** Name of the cluster, known once its API server answers. */
    readonly clusterName: pulumi.Input<string>;
    /** Private subnets, in the order of the network's zones. */
    readonly subnetIds: readonly pulumi.Output<string>[];
    /** Security groups of the nodes. */
    readonly securityGroupIds: readonly pulumi.Input<string>[];
    /** Key that encrypts the nodes' volumes. */
    readonly volumesKeyArn: pulumi.Input<string>;
}

/** The nodes of a stack. */
export interface StackNodes {
    /** Its node groups. */
    readonly groups: readonly NodeGroup[];
    /** What nodes without a group need; undefined where nothing launches such nodes. */
    readonly launched: LaunchedNodes | undefined;
    /** ARN of the role of nodes: of those without a group, where something launches them, else of the node groups'. */
    readonly roleArn: pulumi.Output<string>;
}

type NodesOptions = pulumi.ComponentResourceOptions & { readonly parent: pulumi.Resource };

/**
 * Makes the node groups of a stack, and what Karpenter needs for nodes without one.
 *
 * @param opts what has to be there before any node
 */
export function makeNodes(name: string, args: StackNodesArgs, opts: NodesOptions): StackNodes {
    const { config, clusterName, securityGroupIds, volumesKeyArn } = args;
    const { cluster, network, nodeGroups, scaling, tags } = config;
    const partition = partitionOf(config.region);
    const { parent } = opts;
    const subnets = new Map(args.subnetIds.map((id, index) => [network.zones[index] ?? "", id]));
    const role = new NodeRole(`${name}-nodes`, { partition }, { parent });
    const common = { clusterName, securityGroupIds, volumesKeyArn, tags };
    const groups = Object.entries(nodeGroups).map(
        ([group, settings]) =>
            new NodeGroup(
                `${name}-${group}`,
                {
                    ...common,
                    group,
                    settings,
                    version: cluster.version,
                    nodeRoleArn: role.arn,
                    subnetIds: network.zones
                        .filter((zone) => settings.zones?.includes(zone) ?? true)
                        .flatMap((zone) => subnets.get(zone) ?? []),
                    isScaled: scaling.mode === "external" || scaling.mode === "cluster-autoscaler",
                },
                opts,
            ),
    );
    const launched =
        scaling.mode === "karpenter"
            ? new LaunchedNodes(
                  `${name}-launched`,
                  { ...common, clusterId: cluster.name, partition, pools: scaling.nodePools, subnetIds: subnets },
                  { parent },
              )
            : undefined;
    return { groups, launched, roleArn: launched?.roleArn ?? role.arn };
}
