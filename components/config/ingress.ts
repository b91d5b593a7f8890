import * as z from "zod";
import { replicas } from "./fields";

const RETIRED = ["ingress-nginx", "nginx"];

/** Section `ingress`: how requests reach Services from outside the cluster. */
export const ingressSchema = z.strictObject({
    /** Default: true on clusters of kind `eks`, false elsewhere. */
    enabled: z.boolean().optional(),
    /** The ingress controller; its name is also the name of the default IngressClass. */
    controller: z
        .enum(["traefik"], {
            error: ({ input }) =>
                RETIRED.includes(String(input))
                    ? '"traefik"; ingress-nginx was retired in March 2026 and gets no security fixes'
                    : '"traefik"',
        })
        .default("traefik"),
    /** Replicas of the ingress controller. */
    replicas: replicas.default(2),
    /** Who can reach the load balancer: only the VPC and what is connected to it, or the internet. */
    scheme: z.enum(["internal", "internet-facing"]).default("internal"),
    /** The AWS Load Balancer Controller, on clusters of kind `eks` only. */
    loadBalancerController: z.strictObject({ replicas: replicas.default(2) }).prefault({}),
});
