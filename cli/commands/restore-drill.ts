import { today } from "../../core/today";
import { openExisting } from "../engine/open-existing";
import { UserError } from "../errors";
import { note } from "../notes";
import { drillText, endedText } from "../output/restore-drill";
import { type DrillOptions, drillJobs } from "../restore/drill-jobs";
import { askVault, runJobs } from "../restore/run-jobs";
import { type StateResource, stackFacts } from "../restore/stack-facts";

/** The options of `platform restore-drill`. */
export interface RestoreDrillOptions {
    /** The simulated stack of that name. @default false */
    readonly offline?: boolean;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
    /** Starts the restore jobs. @default false */
    readonly run?: boolean;
    /** Another cluster, into which the objects are restored. @default they are not */
    readonly into?: string;
    /** Only these namespaces. @default all */
    readonly namespace?: readonly string[];
    /** The zone of restored volumes. @default the first with nodes */
    readonly zone?: string;
    /** One JSON document instead of text. @default false */
    readonly json?: boolean;
}

/** AWS restores no more namespaces at once. */
const MOST_NAMESPACES = 5;

/**
 * Tells what a restore of the stack's backups would be, and with `run` does it, beside what is in use.
 *
 * @returns 1 where a job failed
 * @throws UserError where the stack has no backups, no recovery points, or cannot be asked
 */
export async function restoreDrill(stack: string, options: RestoreDrillOptions): Promise<number> {
    const namespaces = options.namespace ?? [];
    refuse(options, namespaces);
    const session = await openExisting(stack, options);
    const { deployment } = await session.stack.exportStack().finally(() => session.close());
    const resources: readonly StateResource[] = deployment?.resources ?? [];
    const facts = stackFacts(stack, resources);
    const drill: DrillOptions = {
        ...{ into: options.into, namespaces, zone: options.zone },
        token: `restore-drill-${facts.cluster}-${options.run ? new Date().toISOString().replace(/\W/g, "") : today()}`,
    };
    if (!options.run) {
        const jobs = drillJobs(facts, drill);
        write(options.json ? JSON.stringify({ ...facts, jobs }, undefined, 2) : drillText(facts, jobs, drill));
        return 0;
    }
    const jobs = drillJobs(facts, drill, await askVault(facts));
    if (jobs.length === 0) {
        throw new UserError(
            `The vault ${facts.vault} has no recovery point that could be restored.\nNext step: wait for the first backup (backup.schedule), or start one: aws backup start-backup-job.`,
        );
    }
    const ended = await runJobs(jobs, facts, note);
    write(options.json ? JSON.stringify({ ...facts, jobs: ended }, undefined, 2) : endedText(ended));
    return ended.every(({ status }) => status === "COMPLETED") ? 0 : 1;
}

function refuse({ run, offline, into }: RestoreDrillOptions, namespaces: readonly string[]): void {
    if (run && offline) {
        throw new UserError(
            "--run restores in AWS, and --offline has nothing there.\nNext step: leave one of them out.",
        );
    }
    if (namespaces.length > MOST_NAMESPACES) {
        throw new UserError(
            `--namespace: ${namespaces.length} are given, and AWS restores ${MOST_NAMESPACES} at once.\nNext step: run it again for the others.`,
        );
    }
    if (namespaces.length > 0 && into === undefined) {
        throw new UserError("--namespace needs a cluster to restore into.\nNext step: name one with --into.");
    }
}

function write(text: string): void {
    process.stdout.write(`${text}\n`);
}
