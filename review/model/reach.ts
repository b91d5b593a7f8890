import * as z from "zod";

/** One workload, or the world outside of the cluster, as an end of connections. */
export const endSchema = z.object({
    id: z.string().describe("namespace/Kind/name of a workload; else outside, or a CIDR block."),
    name: z.string().describe("What a reader calls it."),
    namespace: z.string().exactOptional(),
    kind: z.enum(["workload", "outside", "nodes", "cidr"]),
    urn: z.string().exactOptional(),
});

/** That one end may open connections to another. */
export const edgeSchema = z.object({
    from: z.string().describe("Id of the client."),
    to: z.string().describe("Id of the server."),
    ports: z.array(z.string()).describe("As 8080/TCP, 8000-8100/TCP; */TCP for all."),
    isDeclared: z.boolean().describe("Whether the services' connectsTo, exposure or an add-on's traffic declares it."),
    isPossible: z.boolean().describe("Whether the policies of both ends let it through; a declared edge may not be."),
    status: z.enum(["new", "present", "gone"]).describe("Against the base; present where there is none."),
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
