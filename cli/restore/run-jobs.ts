import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { awsCli } from "../aws-cli";
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
    readonly id: string;
    /** `COMPLETED`, `FAILED` or `ABORTED`. */
    readonly status: string;
    /** Why, in AWS's words. @default nothing is said */
    readonly message?: string;
    /** ARN of what came to be. @default nothing */
    readonly made?: string;
}

const ENDED: ReadonlySet<string> = new Set(["COMPLETED", "FAILED", "ABORTED"]);

/** Asks the vault for its newest recovery points. */
export async function askVault({ vault, region, cluster }: StackFacts): Promise<Newest> {
    const args = ["backup", "list-recovery-points-by-backup-vault", "--backup-vault-name", vault];
    const { RecoveryPoints } = await awsCli(args, region, recoveryPointsSchema);
    return newestPoints(RecoveryPoints, cluster);
}

/** The arguments of the AWS CLI that start a job. */
export function startArguments({ type, point, metadata }: RestoreJob, roleArn: string): readonly string[] {
    return [
        ...["backup", "start-restore-job", "--resource-type", type],
        ...["--recovery-point-arn", point ?? "<recovery point>", "--iam-role-arn", roleArn],
        ...["--metadata", JSON.stringify(metadata)],
    ];
}

/**
 * Starts jobs and waits for their end.
 *
 * @param everySeconds how often AWS is asked. @default 30
 */
export async function runJobs(
    jobs: readonly RestoreJob[],
    { region, roleArn }: StackFacts,
    note: Note,
    everySeconds = 30,
): Promise<readonly EndedJob[]> {
    const run = async (job: RestoreJob): Promise<EndedJob> => {
        const { RestoreJobId: id } = await awsCli(startArguments(job, roleArn), region, startedSchema);
        note(`${job.type}: restore job ${id} has begun`);
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
            await sleep(everySeconds * 1000);
        }
    };
    return Promise.all(jobs.map(run));
}
