import type { KindDefinition } from "../definition";
import { type MicroserviceSpec, microserviceFields, microserviceSchema } from "./schema";

/** What a microservice is. */
export const microservice = {
    schema: microserviceSchema,
    fields: Object.keys(microserviceFields),
    componentType: "eks-platform:workloads:Microservice",
    keepsData: false,
    // Among themselves microservices start together and retry: their connections may form cycles.
    startsAfter: "those that keep data",
    ends: false,
    followsReplicas: true,
    pods({ replicas, autoscaling }) {
        const least = autoscaling?.min ?? replicas ?? 1;
        // A new pod is ready before an old one stops.
        return { least, most: autoscaling?.max ?? least, surge: least > 0 ? 1 : 0 };
    },
    summary({ replicas, autoscaling, ports }) {
        const port = ports[0]?.port;
        return { replicas: autoscaling?.min ?? replicas ?? 1, ...(port !== undefined && { port }) };
    },
} satisfies KindDefinition<MicroserviceSpec>;
