import * as z from "zod";
import { inputAt } from "../../../core/facts/aws/catalog";
import { tierPrice } from "../../../core/facts/aws/prices/tiers";
import { isClosed, OPEN_IT } from "../../network/is-closed";
import type { Report } from "../../schema/report";
import type { SectionContext } from "../section-context";

/** Hours of a month, as AWS counts them in estimates. */
const HOURS_A_MONTH = 730;

const WEIGHTS = inputAt(
    "aws:eks/cluster:Cluster",
    "kubeSchedulerConfig.nodeResourcesFit.scoringStrategy.resources.weight",
);

const port = z.int().min(10_260).max(32_767);

/**
 * Settings of the control plane that EKS leaves to its user. What is not set is not sent, and EKS leaves it as it is.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
 */
export const controlPlaneSchema = z.strictObject({
    tier: z
        .enum(["standard", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"])
        .optional()
        .describe(
            "Capacity that EKS holds ready for the API server, at a price for each hour ([cost](cost.md)); not with `footprint: small`. `standard`, which new clusters have, grows by itself. To give capacity back write `standard`.",
        ),
    egress: z
        .enum(["aws-managed", "customer-routed"], {
            error: "aws-managed or customer-routed: AWS documents no other",
        })
        .optional()
        .describe(
            "How the API server reaches webhooks and identity providers. `aws-managed`, which new clusters have: over AWS's network. `customer-routed`: through the cluster's VPC, from the private subnets, so that these need a way out; it cannot be taken back.",
        ),
    eventTtlMinutes: z.int().min(10).max(60).optional().describe("Minutes that Events are kept. EKS keeps them 60."),
    nodePorts: z
        .strictObject({
            min: port.describe("First port."),
            max: port.describe("Last port."),
        })
        .refine(({ min, max }) => min <= max, { error: "a range whose min is not above its max" })
        .optional()
        .describe("Ports of Services of the type NodePort. EKS has 30000 to 32767."),
    scheduler: z
        .strictObject({
            strategy: z
                .enum(["least-allocated", "most-allocated"])
                .describe(
                    "`least-allocated`, as EKS has it, spreads pods over the nodes; `most-allocated` fills one node after the other.",
                ),
            weights: z
                .record(
                    z.string().min(1).max(253),
                    z
                        .int()
                        .min(WEIGHTS.minimum ?? 1)
                        .max(WEIGHTS.maximum ?? 100),
                )
                .refine((weights) => Object.keys(weights).length > 0, { error: "at least one resource" })
                .default({ cpu: 1, memory: 1 })
                .describe("How much each resource counts, by name: `cpu`, `memory`, `nvidia.com/gpu`."),
        })
        .optional()
        .describe("How the scheduler chooses among the nodes that a pod fits on."),
    finishedPodsKept: z
        .int()
        .min(1)
        .max(12_500)
        .optional()
        .describe("Pods that have ended and are kept before the oldest are deleted. EKS keeps 12500."),
    autoscalerSyncSeconds: z
        .int()
        .min(10)
        .max(15)
        .optional()
        .describe("Seconds between two looks of the HorizontalPodAutoscaler; only with a tier. EKS waits 15."),
});

type ControlPlane = z.output<typeof controlPlaneSchema>;

/** Reports what EKS or the stack's size do not allow. */
export function checkControlPlane(controlPlane: ControlPlane, context: SectionContext, report: Report): void {
    const { tier, egress, autoscalerSyncSeconds } = controlPlane;
    const isProvisioned = tier !== undefined && tier !== "standard";
    if (isProvisioned && context.resolved("footprint") === "small") {
        const price = tierPrice(tier, context.resolved("region") ?? "");
        const cost = price && `, here about ${Math.round(price.usd * HOURS_A_MONTH)} USD a month more`;
        report(
            ["tier"],
            tier,
            `standard with footprint small: capacity of its own is paid for every hour whether it is used or not${cost ?? ""}`,
            "Take the tier away, or set footprint: full where the cluster needs it.",
        );
    }
    if (autoscalerSyncSeconds !== undefined && !isProvisioned) {
        report(
            ["autoscalerSyncSeconds"],
            autoscalerSyncSeconds,
            "nothing with the tier standard: EKS takes it on provisioned control planes only",
            "Take it away, or set tier to tier-xl or more.",
        );
    }
    if (egress === "customer-routed" && isClosed(context.resolved("network"))) {
        report(
            ["egress"],
            egress,
            "aws-managed in a network without a way out: the API server would have no way to identity providers, EKS's own issuer of tokens among them, nor to webhooks outside of the VPC",
            `Take egress away, or ${OPEN_IT}.`,
        );
    }
}
