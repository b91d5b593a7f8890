import * as z from "zod";

/** Monthly list price of one resource, or why there is none. */
export const costItemSchema = z.object({
    urn: z.string(),
    type: z.string(),
    part: z
        .string()
        .exactOptional()
        .describe(
            "Which part of the resource, where several are priced: instances, volumes. It and the urn identify it.",
        ),
    group: z
        .enum(["cluster", "nodes", "network", "storage", "logs", "keys", "other"])
        .describe("What it belongs to for a reader."),
    status: z.enum(["new", "present", "changed", "gone"]).describe("Against the base; present where there is none."),
    basis: z
        .enum(["live", "fixed", "free", "usage", "unknown"])
        .describe(
            "live: from AWS's price list; fixed: typed from its pages; usage: depends on use, with an assumption or none.",
        ),
    monthly: z.number().exactOptional().describe("USD; absent where it is not priced, and for what goes."),
    before: z
        .number()
        .exactOptional()
        .describe("USD before the change; absent without a base, for what is new, and where it was not priced."),
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
    lastVerified: z.string().exactOptional().describe("YYYY-MM-DD: the oldest price in use; absent where none is."),
});

export type CostItem = z.infer<typeof costItemSchema>;
export type Cost = z.infer<typeof costSchema>;
