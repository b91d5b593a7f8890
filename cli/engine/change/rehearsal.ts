import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { refusedDangers } from "../../../review/dangers/refused";
import { Progress } from "../../output/progress";
import { onDeparture } from "../departure";
import { isUnchanged } from "../operation";
import { type GuardedResult, NOT_ALLOWED } from "../replacement-guard";
import { temporaryDirectory } from "../temporary-directory";
import { startUpdate, type Update } from "./update";

/** What a rehearsal is of. */
export interface Rehearsed {
    readonly stack: string;
    /** The stack's settings. */
    readonly settings: string;
    /** Folder with the state and the world that the update would change. */
    readonly directory: string;
    /** The stack's settings before the change. @default none */
    readonly before?: string | undefined;
}

/** What makes up a simulated stack in its folder. */
const PARTS = ["state", "world.jsonl", "passphrase", "passphrase.bak"];

/** Begins the update that a preview is of, on a copy of the simulated world, beside the preview. */
export async function startRehearsal({ directory, before, ...what }: Rehearsed): Promise<Rehearsal> {
    const copy = await temporaryDirectory();
    for (const part of PARTS.filter((name) => existsSync(join(directory, name)))) {
        cpSync(join(directory, part), join(copy, part), { recursive: true });
    }
    return new Rehearsal({ ...what, directory: copy, ...(before !== undefined && { before }) });
}

/** A preview's result, and whether its update was tried. */
export interface Concluded extends GuardedResult {
    /** Folder with the world and the state that the update has made. @default it was not tried to its end */
    readonly rehearsed?: string;
    /** Why nobody knows whether the update goes through. @default it was tried, or changes nothing */
    readonly notRehearsed?: string;
}

/** An update that is carried out to see whether it can be, and thrown away. */
export class Rehearsal {
    private readonly update: Update;
    private done = 0;

    /** @param job on a copy of the world */
    constructor(private readonly job: Parameters<typeof startUpdate>[0]) {
        this.update = startUpdate(job, (count) => {
            this.done = count;
        });
    }

    /** Runs the preview beside the update, and gives its result with what the update came to. */
    async beside(preview: () => Promise<GuardedResult>): Promise<Concluded> {
        try {
            return await this.conclude(await preview());
        } catch (error) {
            await this.update.end();
            throw error;
        }
    }

    /** One that fails, or changes nothing, needs no rehearsal. */
    private async conclude(preview: GuardedResult): Promise<Concluded> {
        const hasFailed = preview.exitCode !== 0 && preview.exitCode !== NOT_ALLOWED;
        if (hasFailed || preview.cancelled || isUnchanged(preview)) {
            await this.update.end();
            return hasFailed ? { ...preview, notRehearsed: "the preview itself fails" } : preview;
        }
        const progress = new Progress(process.stderr, "rehearsing the update", () => this.done);
        let isLeft = false;
        const stop = onDeparture(() => {
            isLeft = true;
        });
        try {
            const refused = refusedDangers(await this.update.errors);
            if (isLeft) {
                return { ...preview, exitCode: 1, cancelled: true, notRehearsed: "it was cancelled" };
            }
            return refused.length === 0
                ? { ...preview, rehearsed: this.job.directory }
                : { ...preview, exitCode: 1, dangers: [...refused, ...preview.dangers] };
        } finally {
            stop();
            progress.close();
        }
    }
}
