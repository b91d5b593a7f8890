import { readFileSync } from "node:fs";
import { visible } from "../../core/faults/visible";
import { departuresFrom } from "../../review/as-reviewed";
import { type Review, reviewSchema } from "../../review/model/review";
import { allResources } from "../../review/resources";
import { stepsOf } from "../../review/steps";
import type { OperationResult } from "../engine/operation";
import { UserError } from "../errors";

/** So many lines show what is wrong. */
const MAX_SHOWN = 20;

/**
 * The review of a stack that was written as JSON.
 *
 * @throws UserError when the file holds none, or that of another stack
 */
export function readReview(file: string, stack: string): Review {
    const review = parse(file);
    if (review.stack !== stack || review.operation !== "preview" || review.exitCode !== 0) {
        throw new UserError(
            `${file} is the ${review.operation} of the stack ${visible(review.stack)}, which ended with ${review.exitCode}; ` +
                `needed is a preview of ${stack} that succeeded.\n` +
                `Next step: platform report ${stack} --output review.json`,
        );
    }
    return review;
}

function parse(file: string): Review {
    const next =
        "Next step: write it by platform report <stack> --output review.json, with the same version of this clone.";
    let value: unknown;
    try {
        value = JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new UserError(`The review cannot be read from ${file}: ${(error as Error).message}.\n${next}`);
    }
    const { data, error } = reviewSchema.safeParse(value);
    if (data === undefined) {
        const [issue] = error.issues;
        throw new UserError(`${file} holds no review: ${issue?.path.join(".")}: ${issue?.message}.\n${next}`);
    }
    return data;
}

/**
 * Refuses an update that would do anything but what was reviewed.
 *
 * @param preview of the update, made just now
 * @throws UserError naming each step that differs
 */
export function requireAsReviewed(reviewed: Review, preview: Pick<OperationResult, "steps" | "states">): void {
    const now = { steps: stepsOf(preview.steps), resources: allResources(preview.states, new Map()) };
    const departures = departuresFrom(reviewed, now);
    if (departures.length === 0) {
        return;
    }
    const shown = departures.slice(0, MAX_SHOWN).map((line) => `  ${visible(line)}`);
    const rest = departures.length > MAX_SHOWN ? [`  and ${departures.length - MAX_SHOWN} more`] : [];
    throw new UserError(
        `Nothing was changed: the update would not do what was reviewed.\n${[...shown, ...rest].join("\n")}\n` +
            "Next step: review it again.",
    );
}
