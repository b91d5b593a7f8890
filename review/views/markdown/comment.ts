import { prose } from "../../../policies/report/markdown-text";
import type { Review } from "../../model/review";
import { verdictOf } from "../../verdict";
import { headline } from "./headline";
import { marker } from "./marker";
import { fitted, type Room } from "./section";
import { changesSection } from "./sections/changes";
import { costSection } from "./sections/cost";
import { dangerSections } from "./sections/dangers";
import { findingSections } from "./sections/findings";
import { notCheckedSection } from "./sections/not-checked";
import { reachSections } from "./sections/reach";
import { versionsSection } from "./sections/versions";

/** GitHub refuses a comment of more than 65,536 characters, and loses a step's summary of more than 1 MiB. */
const ROOMS = {
    comment: { max: 60_000, sizeOf: (text) => text.length },
    summary: { max: 1_000_000, sizeOf: (text) => Buffer.byteLength(text) },
} satisfies Record<string, Room>;

/** Where Markdown is to be shown: as a comment on a pull request, or as the summary of a workflow's step. */
export type Place = keyof typeof ROOMS;

/**
 * A review as Markdown: what is at stake, what is new and the numbers first, the details in folds. It is made of whole pieces, so nothing
 * is cut in its middle; what there is no room for is counted.
 *
 * @param place for which there has to be room
 * @param elsewhere where all of it can be read. @default "the report page has them"
 */
export function commentOf(review: Review, place: Place, elsewhere = "the report page has all"): string {
    const intro = [
        `${marker(review.stack)}\n`,
        `### ${prose(review.stack)}: ${prose(verdictOf(review))}\n\n`,
        `${headline(review)}\n`,
    ].join("");
    const sections = [
        ...dangerSections(review),
        ...findingSections(review),
        ...reachSections(review),
        notCheckedSection(review),
        changesSection(review),
        costSection(review),
        versionsSection(review),
    ];
    return fitted(intro, sections, ROOMS[place], prose(elsewhere));
}
