import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { awsCli } from "../aws-cli";
import { UserError } from "../errors";
import type { Note } from "../notes";
import type { RestoreJob } from "./drill-jobs";
import { type Newest, newestPoints, recoveryPointsSchema } from "./recovery-points";
import type { StackFacts } from "./stack-facts";

const startedSchema = z.object({ RestoreJobId: z.string() });
const jobSchema = z.object({
    Status: z.string(),
    StatusMessage: z.string().optional(),
    CreatedResourceArn: z.string().optional(),
});

/** What became of a restore job. */
export interface EndedJob extends RestoreJob {
    /** @default AWS named none, so that it may not have begun */
    readonly id?: string;
    /** `COMPLETED`, `FAILED`, `ABORTED`, or `UNKNOWN` where AWS could not be asked or the wait was too long. */
    readonly status: string;
    /** Why, in AWS's words. @default nothing is said */
    readonly message?: string;
    /** ARN of what came to be. @default nothing */
    readonly made?: string;
}

const ENDED: ReadonlySet<string> = new Set(["COMPLETED", "FAILED", "ABORTED"]);

/** How a wait for jobs goes. */
export interface Wait {
    /** How often AWS is asked. @default 30 */
    readonly everySeconds?: number;
    /** When it ends, though jobs run on. @default 43200, which is 12 hours */
    readonly longestSeconds?: number;
}

/** Asks the vault for its newest recovery points, of those from before a time where one is given. */
export async function askVault({ vault, region, cluster }: StackFacts, before?: Date): Promise<Newest> {
    const args = ["backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", vault];
    const { RecoveryPoints } = await awsCli(args, region, recoveryPointsSchema);
    return newestPoints(RecoveryPoints, cluster, before);
}

/** The arguments of the AWS CLI that start a job. */
export function startArguments({ type, point, metadata }: RestoreJob, roleArn: string): readonly string[] {
    return [
        ...["backup", "start-restore-job", "--resource-type", type],
        ...["--recovery-point-arn", point?.RecoveryPointArn ?? "<recovery point>", "--iam-role-arn", roleArn],
        ...["--metadata", JSON.stringify(metadata)],
    ];
}

/** The command that tells how a job goes. */
export function lookCommand(region: string, id: string): string {
    return `aws backup describe-restore-job --region ${region} --restore-job-id ${id}`;
}

/**
 * Starts jobs and waits for their end. What befalls one takes nothing from what is told of the others; each is noted with all that is needed
 * to find it again, because who leaves ends the wait alone.
 */
export async function runJobs(
    jobs: readonly RestoreJob[],
    { region, roleArn }: StackFacts,
    note: Note,
    { everySeconds = 30, longestSeconds = 12 * 3_600 }: Wait = {},
): Promise<readonly EndedJob[]> {
    const end = Date.now() + longestSeconds * 1_000;
    const run = async (job: RestoreJob): Promise<EndedJob> => {
        let id: string | undefined;
        try {
            id = (await awsCli(startArguments(job, roleArn), region, startedSchema)).RestoreJobId;
            note(`${job.type}: restore job ${id} has begun: ${lookCommand(region, id)}`);
            note(`${job.type}: afterwards: ${job.cleanup ?? "nothing is to be deleted"}`);
            return await endOf(job, id);
        } catch (error) {
            if (error instanceof UserError) {
                return { ...job, ...(id !== undefined && { id }), status: "UNKNOWN", message: error.message };
            }
            throw error;
        }
    };
    const endOf = async (job: RestoreJob, id: string): Promise<EndedJob> => {
        for (;;) {
            const told = await awsCli(["backup", "describe-restore-job", "--restore-job-id", id], region, jobSchema);
            const { Status: status, StatusMessage: message, CreatedResourceArn: made } = told;
            if (ENDED.has(status)) {
                return {
                    ...{ ...job, id, status },
                    ...(message !== undefined && { message }),
                    ...(made !== undefined && { made }),
                };
            }
            if (Date.now() >= end) {
                throw new UserError(`It is ${status} and was waited for no longer.`);
            }
            await sleep(everySeconds * 1_000);
        }
    };
    return Promise.all(jobs.map(run));
}
