import type { Review } from "../../review/model/review";
import { openStack } from "../engine/open-stack";
import { policyConfigFile } from "../engine/policy-config";
import { requireUrnPatterns } from "../engine/replacement-guard";
import { note } from "../notes";
import { displayed, type StackCommandOptions } from "./operation";
import { baseOf, rehearsalOf } from "./preview-change";
import { stackReview } from "./stack-review";

/** The options of a command that shows a preview in a way of its own. */
export type ReviewCommandOptions = Pick<
    StackCommandOptions,
    "offline" | "since" | "rehearsal" | "configFile" | "policyConfig" | "allowReplace"
>;

/**
 * Previews a stack, and gives all that is known of it. What the preview does goes to standard error.
 *
 * @throws UserError when the stack cannot be opened, or the base that it is compared with cannot be had
 */
export async function previewReview(stack: string, options: ReviewCommandOptions): Promise<Review> {
    requireUrnPatterns(options.allowReplace ?? []);
    const policyConfig = policyConfigFile(stack, options.policyConfig);
    const base = await baseOf(stack, options, note);
    const from = base === undefined || "missing" in base ? undefined : base;
    const session = await openStack("preview", stack, {
        ...options,
        base: from,
        ephemeral: base !== undefined,
        runsPolicies: true,
        note,
    });
    try {
        const all = { ...options, policyConfig, base };
        const rehearsal = await rehearsalOf(session, stack, all);
        const run = () => displayed(session, "preview", stack, { ...all, json: true });
        return await stackReview(await (rehearsal ? rehearsal.beside(run) : run()), session, stack, all);
    } finally {
        await session.close();
    }
}
