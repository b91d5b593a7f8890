import * as z from "zod";
import { loadBalancerScheme, replicas } from "../../schema/fields";
import type { Report } from "../../schema/report";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

/** Names of the ingress controllers; the record of their definitions has exactly these. */
const CONTROLLERS = ["traefik"] as const;

/** The name of an ingress controller. */
export type IngressControllerName = (typeof CONTROLLERS)[number];

const RETIRED = ["ingress-nginx", "nginx"];

const ingressSchema = z.strictObject({
    enabled: z
        .boolean()
        .optional()
        .describe("Whether the controllers are installed. Default: true on clusters of kind `eks`, false elsewhere."),
    controller: z
        .enum(CONTROLLERS, {
            error: ({ input }) => {
                const allowed = CONTROLLERS.map((name) => JSON.stringify(name)).join(" or ");
                return RETIRED.includes(String(input))
                    ? `${allowed}; ingress-nginx was retired in March 2026 and gets no security fixes`
                    : allowed;
            },
        })
        .default("traefik")
        .describe("The ingress controller; its name is also the name of the default IngressClass."),
    replicas: replicas.default(2).describe("Replicas of the ingress controller."),
    scheme: loadBalancerScheme
        .default("internal")
        .describe("Who can reach the load balancer: only the VPC and what is connected to it, or the internet."),
    loadBalancerController: z
        .strictObject({ replicas: replicas.default(2).describe("Replicas of the AWS Load Balancer Controller.") })
        .prefault({})
        .describe("The AWS Load Balancer Controller, on clusters of kind `eks` only."),
});

/** The section `ingress`. */
export const ingressSection = defineSection({
    name: "ingress",
    description: "How requests reach Services from outside the cluster.",
    schema: ingressSchema.prefault({}),
    resolve: resolveIngress,
    check: checkScheme,
});

type Ingress = z.output<typeof ingressSchema>;

function resolveIngress(settings: Ingress, { kind }: SectionContext): Ingress & { readonly enabled: boolean } {
    return { ...settings, enabled: settings.enabled ?? kind === "eks" };
}

/** A network that the stack makes has public subnets in every zone. */
function checkScheme({ enabled, scheme }: Ingress, context: SectionContext, report: Report): string[] {
    const existing = context.resolved("network")?.existing;
    if (enabled !== false && scheme === "internet-facing" && existing?.public.length === 0) {
        report(
            ["scheme"],
            scheme,
            "internal in a network that exists without public subnets: a load balancer that the internet reaches lies in such subnets",
            "Set scheme to internal, or name a public subnet in each of two zones or more (network.existing.subnets).",
        );
    }
    return [];
}
