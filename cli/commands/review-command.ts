import type { Review } from "../../review/model/review";
import { type JudgedStackOptions, withStack } from "./judged-stack";
import { displayed } from "./operation";
import { rehearsalOf } from "./preview-change";
import { stackReview } from "./stack-review";

/** The options of a command that shows a preview in a way of its own. */
export interface ReviewCommandOptions extends JudgedStackOptions {
    /** Try the update of a preview on simulated providers, and throw it away. @default true */
    readonly rehearsal?: boolean;
}

/**
 * Previews a stack, and gives all that is known of it. What the preview does goes to standard error.
 *
 * @throws UserError when the stack cannot be opened, or the base that it is compared with cannot be had
 */
export async function previewReview(stack: string, options: ReviewCommandOptions): Promise<Review> {
    return withStack("preview", stack, options, async ({ session, ...judged }) => {
        const all = { ...options, ...judged };
        const rehearsal = await rehearsalOf(session, stack, all);
        const run = () => displayed(session, "preview", stack, { ...all, json: true });
        return stackReview(await (rehearsal ? rehearsal.beside(run) : run()), session, stack, all);
    });
}
