import * as z from "zod";

/** What a preview says of one property. Secrets are already replaced by a word. */
const propertyChange = z.object({
    path: z
        .string()
        .describe(
            "As the engine writes it; an item that Kubernetes knows by a field has that in place of its index: spec.template.spec.containers.web.image.",
        ),
    replaces: z.boolean().describe("Whether this change calls for another resource."),
    old: z.unknown().exactOptional().describe("The value before; absent where there was none."),
    new: z.unknown().exactOptional().describe("The value after; absent where there is none any more."),
});

/** One resource and what the change does to it. */
export const stepSchema = z.object({
    op: z
        .enum(["same", "create", "update", "replace", "delete", "read", "import"])
        .describe("What the engine does with it; the parts of a replacement are one step."),
    urn: z.string(),
    type: z.string().describe("Pulumi type token."),
    parent: z.string().exactOptional().describe("URN of the component that it belongs to."),
    changes: z.array(propertyChange).describe("The properties that differ, those that replace the resource first."),
    unknowns: z.int().nonnegative().describe("Output values that are known only after the update."),
});

export type ReviewStep = z.infer<typeof stepSchema>;
