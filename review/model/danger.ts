import * as z from "zod";

/** Something that a reviewer has to know before saying yes: data that go, or a whole group that is renewed. */
export const dangerSchema = z.object({
    kind: z
        .enum(["delete", "replace", "roll", "run", "refused"])
        .describe(
            "roll: every node of a group or pod of a workload is renewed, a few at a time; run: a task runs that others wait for; refused: the rehearsal of the update failed here.",
        ),
    urn: z.string().describe("The resource whose step causes it."),
    type: z.string(),
    isStateful: z
        .boolean()
        .describe("Whether it holds data, so that the command fails unless the replacement is allowed."),
    isAllowed: z.boolean().describe("Whether --allow-replace or the stack's config names it."),
    loss: z.string().exactOptional().describe("What goes with it, where that is more than the resource."),
    takesAlong: z
        .array(z.string())
        .describe("URNs, or names where the engine has none, of what goes although no step says so."),
    causes: z
        .array(z.string())
        .describe("The changes that cause it, one line each; none for what the program names no more."),
});

export type Danger = z.infer<typeof dangerSchema>;
