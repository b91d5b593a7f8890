import * as z from "zod";
import { dayOf } from "../../../core/today";
import { day } from "../../schema/day";
import type { Report } from "../../schema/report";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

/** Longer than that nobody looks at what a stack's file says for the time being. */
const MOST_DAYS = 31;
const DAY_MILLISECONDS = 86_400_000;

const teardownSchema = z
    .strictObject({
        until: day.describe(`The last day on which it holds, at most ${MOST_DAYS} days ahead.`),
        reason: z.string().trim().min(1).describe("Why the stack goes, for who reads the change."),
    })
    .optional();

/** The end of a stack, while it is in force. */
export type TeardownConfig = z.output<typeof teardownSchema>;

/** The section `teardown`. */
export const teardownSection = defineSection({
    name: "teardown",
    description:
        "The stack is about to be destroyed: until a day nothing in it is protected, whatever `protect` and `cluster.deletionProtection` say, and the policies on protection from deletion let it pass. Default: it stays.",
    schema: teardownSchema,
    resolve: (teardown: TeardownConfig, context: SectionContext): TeardownConfig =>
        isInForce(teardown, context) ? teardown : undefined,
    check: checkTeardown,
});

function checkTeardown(teardown: TeardownConfig, context: SectionContext, report: Report): readonly string[] {
    if (teardown === undefined) {
        return [];
    }
    const { until, reason } = teardown;
    if (!isInForce(teardown, context)) {
        return [
            `eks-platform:teardown: ${until} is over, so that the stack is protected again by its next up. Remove the section, or set another day.`,
        ];
    }
    const last = dayOf(new Date(context.today.getTime() + MOST_DAYS * DAY_MILLISECONDS));
    if (until > last) {
        report(["until"], until, `a day until ${last}`, "Set a nearer day; it can be put off when it comes.");
    }
    return [
        `eks-platform:teardown: until ${until} nothing in this stack is protected from deletion, by its next up (${reason}).`,
    ];
}

function isInForce(teardown: TeardownConfig, { today }: SectionContext): boolean {
    return teardown !== undefined && teardown.until >= dayOf(today);
}
