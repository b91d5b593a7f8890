import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { Progress } from "../../output/progress";
import { isUnchanged, type OperationResult } from "../operation";
import { NOT_ALLOWED } from "../replacement-guard";
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

    /** Folder with the world and the state that the update has made. */
    get directory(): string {
        return this.job.directory;
    }

    /** The preview's result with what its update came to. One that fails, or changes nothing, needs no rehearsal. */
    async conclude<Result extends OperationResult>(preview: Result): Promise<Result> {
        if ((preview.exitCode !== 0 && preview.exitCode !== NOT_ALLOWED) || preview.cancelled || isUnchanged(preview)) {
            await this.update.end();
            return preview;
        }
        const progress = new Progress(process.stderr, "rehearsing the update", () => this.done);
        try {
            const refusals = await this.update.errors;
            return { ...preview, refusals, ...(refusals.length > 0 && { exitCode: 1 }) };
        } finally {
            progress.close();
        }
    }
}
