import * as z from "zod";
import type { Addon } from "../../addon-kit/addon";
import { clusterAutoscaler } from "../../addons/cluster-autoscaler";
import { karpenter } from "../../addons/karpenter";
import { replicas } from "../../schema/fields";
import type { Report } from "../../schema/report";
import { checkOffered } from "../instance-type";
import { nodePools } from "../node-pools";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";
import { checkZonesInUse } from "../zones-in-use";
import { type NodeGroupConfig, takesSystemPods } from "./node-groups";

/** Why EKS Auto Mode is none of the modes. */
const NO_AUTO_MODE =
    "EKS Auto Mode brings a CNI, a DNS, a storage driver and a load balancer controller of its own on nodes that nobody else configures, so that " +
    "Calico, the EBS driver, the storage tiers and the load balancer controller of this platform would be without effect there";

const scalingSchema = z.discriminatedUnion(
    "mode",
    [
        z.strictObject({
            mode: z
                .literal("none")
                .describe(
                    "Nothing scales: each group has its `desired` nodes, and a change of that number takes effect.",
                ),
        }),
        z.strictObject({
            mode: z
                .literal("external")
                .describe("Something that the stack does not install scales the groups; their sizes are left to it."),
        }),
        z.strictObject({
            mode: z
                .literal("cluster-autoscaler")
                .describe("The Cluster Autoscaler keeps each node group between its `min` and its `max`."),
            replicas: replicas
                .optional()
                .describe("Replicas; one works, the others wait. Default: 2; 1 with the footprint `small`."),
            expander: z
                .enum(["least-waste", "least-nodes", "most-pods", "random"])
                .default("least-waste")
                .describe("How it chooses between groups that would all make room."),
            scaleDownAfterMinutes: z
                .int()
                .min(1)
                .max(1440)
                .default(10)
                .describe("Minutes for which a node must have been hardly used before it goes."),
        }),
        z.strictObject({
            mode: z
                .literal("karpenter")
                .describe(
                    "Karpenter launches nodes from the node pools beside the node groups, which keep their `desired` nodes.",
                ),
            replicas: replicas
                .optional()
                .describe(
                    "Replicas, each on a node of its own; one works, the others wait. Default: 2; 1 with the footprint `small`.",
                ),
            nodePools: nodePools.describe("Pools by name, each with the nodes that it may have."),
        }),
    ],
    {
        error: (issue) => {
            const written = new Map(Object.entries(issue.input ?? {})).get("mode");
            return written === "auto-mode" || written === "auto" ? `${MODES}; ${NO_AUTO_MODE}` : MODES;
        },
    },
);

const MODES = ["none", "external", "cluster-autoscaler", "karpenter"].map((mode) => JSON.stringify(mode)).join(" or ");

/** How the nodes of a stack scale. */
export type ScalingConfig = z.output<typeof scalingSchema>;

/** The add-ons that scale, by the mode that installs them. */
const SCALERS: ReadonlyMap<string, Addon> = new Map([clusterAutoscaler, karpenter].map((addon) => [addon.name, addon]));

/** The section `scaling`. */
export const scalingSection = defineSection({
    name: "scaling",
    description:
        "What adds nodes for pods that find no room, and takes away those that are not needed. Default: `{ mode: cluster-autoscaler }`.",
    schema: scalingSchema.prefault({ mode: "cluster-autoscaler" }),
    appliesTo: ["eks"],
    check: checkScaling,
});

function checkScaling(scaling: ScalingConfig, context: SectionContext, report: Report): string[] {
    const cluster = context.parsed("cluster");
    const scaler = SCALERS.get(scaling.mode);
    if (cluster?.kind === "eks" && scaler?.kubernetes?.includes(cluster.version) === false) {
        const { name, chart, kubernetes } = scaler;
        report(
            ["mode"],
            scaling.mode,
            `another mode on Kubernetes ${cluster.version}: ${name} ${chart.version} is made for ${kubernetes.join(", ")}`,
            "Set cluster.version to one of these, or choose another mode.",
        );
    }
    const groups = context.parsed("nodeGroups") ?? {};
    if (scaling.mode === "karpenter") {
        checkReplicas(scaling.replicas ?? karpenterReplicas(context), groups, report);
        for (const [name, pool] of Object.entries(scaling.nodePools)) {
            const path = ["nodePools", name];
            checkOffered(pool.instanceTypes ?? [], context.resolved("region"), [...path, "instanceTypes"], report);
            checkZonesInUse(pool.zones, context.resolved("network")?.zones, [...path, "zones"], report);
        }
    }
    return [...unreachable(scaling, groups), ...beyondPipeline(scaling, context)];
}

/** What the roles of a pipeline lack for Karpenter. */
function beyondPipeline({ mode }: ScalingConfig, context: SectionContext): string[] {
    return mode === "karpenter" && context.parsed("pipeline")
        ? [
              "The roles of the pipeline may neither read nor change what Karpenter needs in AWS: its queue (SQS), the rules that write into it (EventBridge) and " +
                  "its nodes' instance profile (IAM). Give them these rights, or run the updates of this stack as an administrator.",
          ]
        : [];
}

function karpenterReplicas(context: SectionContext): number {
    return Number(karpenter.defaults[context.resolved("footprint") ?? "full"].replicas);
}

/** Karpenter's pods stay off its own nodes, and off each other's. */
function checkReplicas(wanted: number, groups: Readonly<Record<string, NodeGroupConfig>>, report: Report): void {
    const open = Object.values(groups).filter(takesSystemPods);
    const nodes = open.reduce((sum, { desired }) => sum + desired, 0);
    if (wanted > nodes) {
        report(
            ["replicas"],
            wanted,
            `at most ${nodes}, the nodes of node groups without taints: each pod of Karpenter needs one of its own that Karpenter did not launch`,
            "Raise the desired number of nodes of such a group, or set fewer replicas.",
        );
    }
}

/** What to know of groups whose `max` nothing would ever reach. */
function unreachable({ mode }: ScalingConfig, groups: Readonly<Record<string, NodeGroupConfig>>): string[] {
    if (mode !== "none" && mode !== "karpenter") {
        return [];
    }
    const waiting = Object.entries(groups).filter(([, { desired, max }]) => max > desired);
    return waiting.map(
        ([name, { desired, max }]) =>
            `The node group ${name} stays at ${desired} ${desired === 1 ? "node" : "nodes"}: nothing scales it to its max of ${max}. ` +
            (mode === "karpenter"
                ? "Karpenter launches nodes from its node pools alone: set max to desired."
                : "Set eks-platform:scaling to { mode: cluster-autoscaler }, or max to desired."),
    );
}
