import type { Review } from "../model/review";

/** All of a review as one JSON document, for programs. */
export function reviewJson(review: Review): string {
    return `${JSON.stringify(review, null, 2)}\n`;
}
