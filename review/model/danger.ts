import * as z from "zod";

const effectSchema = z.object({
    what: z.array(z.string()).describe("URNs, or names where the engine has none, of what stays and is hit."),
    how: z.string().describe("What becomes of it, as the end of a sentence that begins with its names."),
});

/** Something that a reviewer has to know before saying yes: data that go, or a whole group that is renewed. */
export const dangerSchema = z.object({
    kind: z
        .enum(["delete", "replace", "update", "roll", "grow", "run", "refused"])
        .describe(
            "update: changed in place, and something is lost or out of reach all the same; roll: every node of a group or pod of a workload is renewed, a few at a time; grow: a volume becomes larger while its pod runs; run: a task runs that others wait for; refused: the rehearsal of the update failed here, or AWS is known to refuse it or to pass over it.",
        ),
    urn: z.string().describe("The resource whose step causes it."),
    type: z.string(),
    isStateful: z
        .boolean()
        .describe("Whether it takes data along, so that the command fails unless the replacement is allowed."),
    isAllowed: z.boolean().describe("Whether --allow-replace or the stack's config names it."),
    loss: z.string().exactOptional().describe("What goes with it, where that is more than the resource."),
    takesAlong: z
        .array(z.string())
        .describe(
            "What goes although no step says so: URNs; of what the engine does not know, PersistentVolumeClaim and volume with the claim's namespace and name.",
        ),
    affects: z.array(effectSchema).describe("What stays and is worse off: locked out, unreadable, out of reach."),
    causes: z
        .array(z.string())
        .describe("The changes that cause it, one line each; none for what the program names no more."),
});

export type Danger = z.infer<typeof dangerSchema>;
export type Effect = z.infer<typeof effectSchema>;
