import * as z from "zod";
import { URN_PATTERN } from "../../../core/engine/urn";
import { dayOf } from "../../../core/today";
import { day } from "../../schema/day";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

const allowanceSchema = z.strictObject({
    urn: z
        .string()
        .regex(URN_PATTERN, {
            error: "a URN, in which * stands for any text, for example *::platform-shop-namespace",
        })
        .meta({ title: "URN pattern", examples: ["*::platform-shop-namespace"] })
        .describe("What may be replaced or deleted with its data: a URN, in which `*` stands for any text."),
    reason: z.string().trim().min(1).describe("Why that is right, for who reads the change."),
    expires: day.describe("The last day on which it holds."),
});

type Allowance = z.output<typeof allowanceSchema>;

const reviewSchema = z.strictObject({
    allowReplace: z
        .array(allowanceSchema)
        .default([])
        .describe(
            "What may be replaced or deleted although it holds data; all else makes a preview and an update fail. `--allow-replace` does the same for one run.",
        ),
});

/** The section `review`. */
export const reviewSection = defineSection({
    name: "review",
    description: "What a preview and an update let pass.",
    schema: reviewSchema.prefault({}),
    resolve: ({ allowReplace }, context) => ({ allowReplace: allowReplace.filter((one) => !isExpired(one, context)) }),
    check: ({ allowReplace }, context) =>
        allowReplace
            .filter((one) => isExpired(one, context))
            .map(
                ({ urn, expires }) =>
                    `eks-platform:review.allowReplace: ${urn} may be replaced no longer, since ${expires} is over. Remove the entry, or set another day.`,
            ),
});

function isExpired({ expires }: Allowance, { today }: SectionContext): boolean {
    return expires < dayOf(today);
}
