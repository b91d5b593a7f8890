import * as z from "zod";

/** One thing with a version of its own, and until when it is supported. */
export const versionSchema = z.object({
    kind: z.enum(["kubernetes", "eks-addon", "chart", "ami", "image"]),
    name: z.string(),
    pinned: z.string(),
    newest: z.string().exactOptional().describe("The newest that is known; absent where none is."),
    base: z.string().exactOptional().describe("In the base, where it differs."),
    supportEnds: z.string().exactOptional().describe("YYYY-MM-DD, where its owner says one."),
    note: z.string().exactOptional().describe("What follows from that, in a sentence."),
    asOf: z
        .string()
        .exactOptional()
        .describe(
            "YYYY-MM-DD or YYYY-MM: when somebody last looked for a newer one and for its support; absent where nobody does.",
        ),
    state: z
        .enum(["current", "behind", "ending", "ended", "unknown"])
        .describe(
            "ended, ending: its support, within 90 days; behind: there is a newer one; unknown: nobody knows of a newer one.",
        ),
    movesWith: z.array(z.string()).describe("What must move together with it, in that order."),
});

export type VersionRow = z.infer<typeof versionSchema>;
