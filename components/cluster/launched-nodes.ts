import { AccessEntry } from "@pulumi/aws/eks/accessEntry";
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import * as pulumi from "@pulumi/pulumi";
import { InterruptionQueue } from "./interruption-queue";
import { NodePools, type NodePoolsArgs } from "./node-pools";
import { NodeRole } from "./node-role";

/** Arguments of {@link LaunchedNodes}. */
export interface LaunchedNodesArgs extends Omit<NodePoolsArgs, "instanceProfile"> {
    /** Name of the cluster, known once it is there. */
    readonly clusterName: pulumi.Input<string>;
    /** Name of the cluster in EKS, as configuration has it. */
    readonly clusterId: string;
    /** AWS partition of the cluster's region. */
    readonly partition: string;
}

/**
 * What nodes that no node group has need in AWS: a role of their own, for EKS takes that of node groups away with the last of them, the
 * entry by which the cluster lets them join, and the queue that tells of those that go.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export class LaunchedNodes extends pulumi.ComponentResource {
    /** ARN of their role. */
    readonly roleArn: pulumi.Output<string>;
    private readonly pools: NodePoolsArgs;

    constructor(name: string, args: LaunchedNodesArgs, opts: pulumi.ComponentResourceOptions) {
        const { clusterName, clusterId, partition, ...pools } = args;
        super("eks-platform:cluster:LaunchedNodes", name, { clusterId }, opts);
        const child = { parent: this };
        const role = new NodeRole(name, { partition }, child);
        const profile = new InstanceProfile(`${name}-profile`, { role: role.roleName }, child);
        new AccessEntry(`${name}-access`, { clusterName, principalArn: role.arn, type: "EC2_LINUX" }, child);
        new InterruptionQueue(`${name}-interruptions`, { clusterId }, child);
        this.roleArn = role.arn;
        this.pools = { ...pools, instanceProfile: profile.name };
        this.registerOutputs({ roleArn: this.roleArn });
    }

    /** Makes the pools that they are launched from: after what launches them, and gone before it. */
    makePools(name: string, opts: pulumi.ComponentResourceOptions): NodePools {
        return new NodePools(name, this.pools, opts);
    }
}
