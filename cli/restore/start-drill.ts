import { callersAccount } from "../account";
import { UserError } from "../errors";
import type { Note } from "../notes";
import { askingText } from "../output/restore-drill";
import { type DrillOptions, drillJobs } from "./drill-jobs";
import { askVault, type EndedJob, runJobs } from "./run-jobs";
import type { StackFacts } from "./stack-facts";

/** How a drill came out. */
interface Outcome {
    readonly account: string;
    readonly jobs: readonly EndedJob[];
}

/**
 * Restores what the vault has, in the account that the stack is in.
 *
 * @param agrees shows the text, and asks
 * @throws UserError where the AWS CLI is in another account, there is nothing to restore, or the answer is no
 */
export async function startDrill(
    facts: StackFacts,
    drill: DrillOptions,
    agrees: (text: string, question: string) => Promise<boolean>,
    note: Note,
): Promise<Outcome> {
    const { before } = drill;
    const own = facts.roleArn.split(":")[4];
    const account = await callersAccount(facts.region, own ? [own] : [], "by its state");
    const jobs = drillJobs(facts, drill, await askVault(facts, before));
    if (jobs.length === 0) {
        throw new UserError(
            `The vault ${facts.vault} has no recovery point${before ? ` from before ${before.toISOString()}` : ""} that could be restored.\n` +
                "Next step: wait for the first backup (backup.schedule), or start one: aws backup start-backup-job.",
        );
    }
    if (!(await agrees(askingText(facts, account, jobs), `Start what is listed in the account ${account}?`))) {
        throw new UserError("Nothing was started: the question was not answered with yes.");
    }
    return { account, jobs: await runJobs(jobs, facts, note) };
}
