import type { KindDefinition } from "../definition";
import { type StatefulSpec, statefulFields, statefulSchema } from "./schema";

/** What a stateful service is. */
export const stateful = {
    schema: statefulSchema,
    fields: Object.keys(statefulFields),
    componentType: "eks-platform:workloads:StatefulService",
    keepsData: true,
    startsAfter: "none",
    ends: false,
    followsReplicas: false,
    pods: ({ replicas }) => ({ least: replicas, most: replicas, surge: 0 }),
    summary({ replicas, ports }) {
        const port = ports[0]?.port;
        return { replicas, ...(port !== undefined && { port }) };
    },
} satisfies KindDefinition<StatefulSpec>;
