import * as z from "zod";
import { loadBalancerScheme, replicas } from "../../schema/fields";
import { defineSection } from "../section";

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
    resolve: (settings, { kind }) => ({ ...settings, enabled: settings.enabled ?? kind === "eks" }),
});
