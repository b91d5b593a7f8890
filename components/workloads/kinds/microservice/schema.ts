import * as z from "zod";
import { commonFields } from "../../common-fields";
import { autoscaling, expose } from "../../service-parts";
import { servingFields } from "../../serving-fields";
import { kindSchema } from "../kind-schema";
import { checkMicroservice } from "./checks";
import { completeMicroservice } from "./defaults";

/** The fields of a microservice. */
export const microserviceFields = {
    kind: z
        .literal("microservice")
        .default("microservice")
        .describe("A Deployment: stateless pods that take one another's place."),
    ...commonFields,
    ...servingFields,
    expose: expose.optional().describe("Host and path on the platform's ingress. Default: not reachable from outside."),
    autoscaling: autoscaling
        .optional()
        .describe(
            "Horizontal scaling on CPU. Needs metrics-server in the cluster, which clusters of kind `eks` get (`addons.metrics-server`): without it the service stays at `min`. Default: a fixed number of replicas.",
        ),
    drainSeconds: z
        .int()
        .min(0)
        .max(3600)
        .default(10)
        .describe("Seconds for which a stopping pod still serves, until proxies have taken it out of use."),
};

/** A microservice with the defaults of single fields. */
export type MicroserviceFields = z.output<z.ZodObject<typeof microserviceFields>>;

/** A microservice: its fields, the checks across them, and every default filled in. */
export const microserviceSchema = kindSchema(microserviceFields, checkMicroservice, completeMicroservice);

/** A microservice with every default filled in. */
export type MicroserviceSpec = z.output<typeof microserviceSchema>;
