import * as z from "zod";
import { costSchema } from "./cost";
import { dangerSchema } from "./danger";
import { exemptionSchema, findingSchema } from "./finding";
import { reachSchema } from "./reach";
import { stepSchema } from "./step";
import { versionSchema } from "./version";

/** A resource as it is after the change; one that goes, as it was before. Secrets are replaced by a word. */
export const resourceSchema = z.object({
    urn: z.string(),
    type: z.string(),
    parent: z.string().exactOptional(),
    dependencies: z.array(z.string()).describe("URNs of what it needs."),
    inputs: z.record(z.string(), z.unknown()),
    outputs: z.record(z.string(), z.unknown()),
});

const baseSchema = z.object({
    revision: z.string().describe("As the user named it."),
    commit: z.string().describe("The commit's full hash."),
});

/** All that a preview knows. Every output of it, the terminal's too, is a view of this. */
export const reviewSchema = z.object({
    version: z
        .literal(1)
        .describe("Of this format: fields are added under it; one that goes or changes its meaning is version 2."),
    stack: z.string(),
    operation: z.enum(["preview", "up", "refresh", "destroy", "drift"]),
    target: z.enum(["cloud", "local", "simulated"]).describe("Where the resources live."),
    exitCode: z.int(),
    cancelled: z.boolean(),
    durationSeconds: z.number(),
    base: baseSchema
        .exactOptional()
        .describe(
            "The revision that the change is compared with; absent where it is the stack's own state, or nothing.",
        ),
    isCompared: z
        .boolean()
        .describe(
            "Whether there is anything before the change, of base or in the stack's own state: only then does new or gone say something of findings, cost and reachability.",
        ),
    commit: z.string().exactOptional().describe("What is checked out; absent without git."),
    hasUncommitted: z.boolean().describe("Whether the working tree differs from the commit."),
    changes: z.record(z.string(), z.int()).describe("Number of resources for each kind of step."),
    steps: z
        .array(stepSchema)
        .describe("Everything that changes, in the engine's order; what stays the same is left out."),
    unknownOutputs: z.int().nonnegative().describe("Output values that are known only after the update."),
    dangers: z.array(dangerSchema).describe("The gravest first."),
    findings: z.array(findingSchema).describe("New ones first, mandatory before advice."),
    exemptions: z.array(exemptionSchema),
    reach: reachSchema.exactOptional(),
    cost: costSchema.exactOptional(),
    versions: z.array(versionSchema),
    images: z.array(z.string()).describe("Container images that the stack's pods run, once each."),
    resources: z.array(resourceSchema).describe("All of them, those that go too."),
    idleAllowances: z
        .array(z.string())
        .describe("Patterns of --allow-replace that name nothing which would have to be allowed."),
    notChecked: z
        .array(z.string())
        .describe("What nobody has looked at, and why: closed charts, no rehearsal, no base."),
    errors: z.array(z.string()).describe("Why it failed, in the engine's words."),
});

export type ReviewResource = z.infer<typeof resourceSchema>;
export type Review = z.infer<typeof reviewSchema>;
