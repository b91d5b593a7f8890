import { today } from "../../core/today";
import { openExisting } from "../engine/open-existing";
import { resourcesOf } from "../engine/state-resources";
import { note } from "../notes";
import { confirm } from "../output/confirm";
import { drillText, endedText } from "../output/restore-drill";
import { type DrillOptions, drillJobs } from "../restore/drill-jobs";
import { refuseOptions, refuseWholeCluster, timeOf } from "../restore/refusals";
import { stackFacts } from "../restore/stack-facts";
import { startDrill } from "../restore/start-drill";

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
    /** Only recovery points from before then, as ISO 8601 writes a day or a time; UTC where no zone is told. @default the newest */
    readonly before?: string;
    /** With `run`: do not ask before anything is started. @default false */
    readonly yes?: boolean;
    /** The zone of restored volumes. @default the first with nodes */
    readonly zone?: string;
    /** One JSON document instead of text. @default false */
    readonly json?: boolean;
}

/**
 * Tells what a restore of the stack's backups would be, and with `run` does it, beside what is in use.
 *
 * @returns 1 where a job did not end well
 * @throws UserError where the stack has no backups or no recovery points, may not be in the account or cannot be asked, or nobody says yes
 */
export async function restoreDrill(stack: string, options: RestoreDrillOptions): Promise<number> {
    const namespaces = options.namespace ?? [];
    refuseOptions(options);
    const before = options.before === undefined ? undefined : timeOf(options.before);
    const session = await openExisting(stack, options);
    const resources = await resourcesOf(session.stack).finally(() => session.close());
    const facts = stackFacts(stack, resources);
    refuseWholeCluster(facts.cluster, options.into, namespaces);
    const drill: DrillOptions = {
        ...{ into: options.into, namespaces, zone: options.zone, before },
        token: `restore-drill-${facts.cluster}-${options.run ? new Date().toISOString().replace(/\W/g, "") : today()}`,
    };
    if (!options.run) {
        const jobs = drillJobs(facts, drill);
        write(options.json ? JSON.stringify({ ...facts, jobs }, undefined, 2) : drillText(facts, jobs, drill));
        return 0;
    }
    const agrees = async (text: string, question: string) => {
        process.stderr.write(text);
        return options.yes === true || confirm(question);
    };
    const { account, jobs } = await startDrill(facts, drill, agrees, note);
    write(options.json ? JSON.stringify({ ...facts, account, jobs }, undefined, 2) : endedText(jobs, facts.region));
    return jobs.every(({ status }) => status === "COMPLETED") ? 0 : 1;
}

function write(text: string): void {
    process.stdout.write(`${text}\n`);
}
