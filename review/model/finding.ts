import * as z from "zod";

/** One breach of a policy, and whether the change brings it. */
export const findingSchema = z.object({
    status: z
        .enum(["new", "present", "gone"])
        .describe("Against the base; present in both, or no base to compare with."),
    rule: z.string().describe("The rule's id."),
    title: z.string(),
    level: z.enum(["mandatory", "advisory"]),
    severity: z.enum(["low", "medium", "high", "critical"]),
    urn: z.string().exactOptional().describe("Absent where it concerns the stack."),
    resource: z.string().describe("What a reader calls the resource."),
    path: z.string().describe("Of the field; empty for the whole resource."),
    message: z.string(),
    fix: z.string(),
    file: z.string().exactOptional().describe("The file that says so, usually the stack's settings."),
    line: z.int().exactOptional().describe("Counted from 1."),
});

/** An exemption that the stack's findings were held against. */
export const exemptionSchema = z.object({
    rule: z.string(),
    resource: z.string().describe("Pattern of the resources that it is for."),
    owner: z.string(),
    reason: z.string(),
    expires: z.string().describe("YYYY-MM-DD."),
    applies: z.int().nonnegative().describe("How many findings it keeps from being counted."),
});

export type ReviewFinding = z.infer<typeof findingSchema>;
export type ReviewExemption = z.infer<typeof exemptionSchema>;
