import * as z from "zod";

/** One end of connections: a workload, whatever its number of pods, or something outside of the stack's workloads. */
export const endSchema = z.object({
    id: z
        .string()
        .describe(
            "namespace/Kind/name of a workload; outside; a CIDR block, with what it leaves out; else the name of what it is.",
        ),
    name: z.string().describe("What a reader calls it."),
    namespace: z.string().exactOptional().describe("Of a workload, where it is known."),
    kind: z
        .enum(["workload", "group", "pods", "outside", "nodes", "cidr"])
        .describe(
            "group: several workloads that policies do not tell apart; pods: such as the stack does not have, known by what a policy " +
                "says of them, the cluster's DNS among them; outside: every address; nodes: the node that a pod runs on; cidr: a block of addresses.",
        ),
    members: z.array(z.string()).exactOptional().describe("Ids of the workloads of a group."),
    urn: z.string().exactOptional().describe("Of the resource that makes the pods; of the release where a chart does."),
});

/** That one end may open connections to another, or is declared to. Between two ends there is one edge for ports of which the same is true. */
export const edgeSchema = z.object({
    from: z.string().describe("Id of the client."),
    to: z.string().describe("Id of the server."),
    ports: z
        .array(z.string())
        .describe("Ports of the server's pods, as 8080/TCP, 8000-8100/TCP; */TCP for all of a protocol."),
    isDeclared: z
        .boolean()
        .describe(
            "Whether the services' connectsTo, exposure or an add-on's traffic declares it; for workloads that are none of the platform's, " +
                "whether a policy names the other end.",
        ),
    isPossible: z.boolean().describe("Whether the policies of both ends let it through; a declared edge may not be."),
    isCertain: z.boolean().describe("False where that depends on something unknown: it counts as possible then."),
    status: z
        .enum(["new", "present", "gone"])
        .describe("Against the base; present where there is none. What is gone is told as it was in the base."),
    ways: z
        .array(z.string())
        .describe("How it comes from outside: load balancers, node ports, hosts of Ingresses and routes; else empty."),
    because: z.array(z.string()).describe("The policies and rules that let it through, or refuse it."),
});

export const reachSchema = z.object({
    ends: z.array(endSchema),
    edges: z.array(edgeSchema),
    undetermined: z.array(z.string()).describe("What could not be told, and why."),
});

export type ReachEnd = z.infer<typeof endSchema>;
export type ReachEdge = z.infer<typeof edgeSchema>;
export type Reach = z.infer<typeof reachSchema>;
