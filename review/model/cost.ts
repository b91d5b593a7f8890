import * as z from "zod";

/** Monthly list price of one resource, or why there is none. */
export const costItemSchema = z.object({
    urn: z.string(),
    type: z.string(),
    group: z.string().describe("What it belongs to for a reader: cluster, nodes, network, storage, logs, keys, other."),
    status: z.enum(["new", "present", "changed", "gone"]).describe("Against the base; present where there is none."),
    basis: z
        .enum(["live", "fixed", "free", "usage", "unknown"])
        .describe(
            "live: from AWS's price list; fixed: typed from its pages; usage: depends on use, with an assumption or none.",
        ),
    monthly: z.number().exactOptional().describe("USD; absent where it is not priced."),
    before: z.number().exactOptional().describe("USD before the change; absent without a base, and for what is new."),
    detail: z.string().describe("How it is computed: 3 x m7g.large, 730 h at 0.0816."),
    assumption: z.string().exactOptional(),
});

export const costSchema = z.object({
    region: z.string(),
    currency: z.literal("USD"),
    monthly: z.number().describe("Of all that is priced."),
    before: z.number().exactOptional(),
    items: z.array(costItemSchema),
    notPriced: z.array(z.string()).describe("What is not in the sum, and why."),
    lastVerified: z.string().describe("YYYY-MM-DD: the oldest price in use."),
});

export type CostItem = z.infer<typeof costItemSchema>;
export type Cost = z.infer<typeof costSchema>;
