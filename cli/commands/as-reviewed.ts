import { readFileSync } from "node:fs";
import { visible } from "../../core/faults/visible";
import { departuresFrom } from "../../review/as-reviewed";
import { type Review, reviewSchema } from "../../review/model/review";
import { allResources } from "../../review/resources";
import { stepsOf } from "../../review/steps";
import { checkedOut, haveSameFiles } from "../engine/checked-out";
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
                `Next step: npm run platform -- report ${stack} --output review.json`,
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
 * Refuses an update of other files than those that were reviewed. Of what is kept secret this alone tells whether it is the same: the steps have a
 * word in its place, and a digest of it in a file that others read would let them try guesses. What was reviewed without git is held
 * against its steps alone.
 *
 * @param folder of the project
 * @throws UserError where anything else is checked out than was reviewed, or nobody can tell
 */
export async function requireReviewedFiles(reviewed: ReviewedFiles, folder: string): Promise<void> {
    const now = await checkedOut(folder);
    const difference = await differenceOf(reviewed, now, folder);
    if (difference !== undefined) {
        throw new UserError(
            `Nothing was changed: ${difference}.\n` +
                "Next step: commit what is meant and review it (platform report <stack> --output review.json), then update from that commit.",
        );
    }
}

type ReviewedFiles = Pick<Review, "commit" | "hasUncommitted">;

async function differenceOf(reviewed: ReviewedFiles, now: ReviewedFiles, folder: string): Promise<string | undefined> {
    if (reviewed.hasUncommitted) {
        return "the review is of files that were not committed, so that nobody can tell whether these are the same";
    }
    if (now.hasUncommitted) {
        return "there are changes that are not committed, and so were not reviewed (git status lists them)";
    }
    const [before, after] = [reviewed.commit, now.commit];
    if (before === after) {
        return undefined;
    }
    if (before === undefined || after === undefined) {
        return "one of review and update knows its commit, the other is of a copy without git";
    }
    return (await haveSameFiles(folder, before, after))
        ? undefined
        : `commit ${before.slice(0, 12)} was reviewed, and ${after.slice(0, 12)} is checked out, whose files are others`;
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
