import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as pulumi from "@pulumi/pulumi";
import type { NodePoolConfig } from "../config/node-pools";
import { type NodeClassSettings, nodeClassSpec, nodePoolSpec } from "./node-pool-specs";

/** Arguments of {@link NodePools}. */
export interface NodePoolsArgs extends Omit<NodeClassSettings<pulumi.Input<string>>, "pool" | "subnetIds"> {
    /** The pools by name. */
    readonly pools: Readonly<Record<string, NodePoolConfig>>;
    /** The private subnets, by zone. */
    readonly subnetIds: ReadonlyMap<string, pulumi.Input<string>>;
}

/** A node that goes may wait for its pods until its grace period ends; what is left is the instance's own end. */
const MOST_TIME_TO_GO = "26h";

/**
 * The pools from which Karpenter launches nodes. A pool is deleted with its nodes: its own deletion waits until they are drained and gone
 * (`foreground`), that of its class until no node has it, and both before Karpenter itself, without which none of them would ever go.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export class NodePools extends pulumi.ComponentResource {
    constructor(name: string, args: NodePoolsArgs, opts: pulumi.ComponentResourceOptions) {
        const { pools, subnetIds, ...common } = args;
        super("eks-platform:cluster:NodePools", name, { pools }, opts);
        for (const [pool, settings] of Object.entries(pools)) {
            const zones = settings.zones ?? [...subnetIds.keys()];
            const child = { parent: this, customTimeouts: { delete: MOST_TIME_TO_GO } };
            const metadata = {
                name: pool,
                annotations: { "pulumi.com/deletionPropagationPolicy": "foreground" },
            };
            const nodeClass = new CustomResource(
                `${name}-${pool}-class`,
                {
                    apiVersion: "karpenter.k8s.aws/v1",
                    kind: "EC2NodeClass",
                    metadata,
                    spec: nodeClassSpec({
                        ...common,
                        pool: settings,
                        subnetIds: zones.flatMap((zone) => subnetIds.get(zone) ?? []),
                    }),
                },
                child,
            );
            new CustomResource(
                `${name}-${pool}-pool`,
                {
                    apiVersion: "karpenter.sh/v1",
                    kind: "NodePool",
                    metadata,
                    spec: nodePoolSpec(pool, settings, zones),
                },
                { ...child, dependsOn: nodeClass },
            );
        }
        this.registerOutputs({});
    }
}
