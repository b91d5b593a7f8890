import { ControlPlaneError } from "./errors";
import { findPlaneProcesses, isStopped } from "./processes";
import type { PlaneRecord } from "./record";

/** A supervisor gives up its own start after two minutes, so one that says nothing for longer will never say anything. */
const SILENCE_MS = 150_000;
/** A part that crashed is back within half a minute. */
const ANSWER_MS = 60_000;

/** How long a start waits for a control plane that does not come on. */
export class Patience {
    private seen = "";
    private since = Date.now();
    private told = false;

    constructor(
        private readonly directory: string,
        private readonly progress: (message: string) => void,
        private readonly factor = 1,
    ) {}

    /**
     * Call it with each look at a control plane that is not ready.
     *
     * @throws ControlPlaneError when nothing has happened for too long, with what it was waited for
     */
    wait(record: PlaneRecord | undefined): void {
        const seen = JSON.stringify(record ?? null);
        const now = Date.now();
        if (seen !== this.seen) {
            this.seen = seen;
            this.since = now;
            this.told = false;
        }
        const waited = now - this.since;
        const isReady = record?.phase === "ready";
        const limit = (isReady ? ANSWER_MS : SILENCE_MS) * this.factor;
        if (waited > limit) {
            throw new ControlPlaneError(this.describe(isReady, Math.round(waited / 1000)));
        }
        if (!isReady || this.told) {
            return;
        }
        this.told = true;
        this.progress(`waiting for the API server to answer (up to ${Math.round(limit / 1000)} s)`);
    }

    private describe(isReady: boolean, seconds: number): string {
        const processes = findPlaneProcesses(this.directory).filter(({ part }) => part !== "helper");
        const stopped = processes.filter(({ pid }) => isStopped(pid));
        const what = isReady
            ? `The API server of the embedded control plane has not answered for ${seconds} s.`
            : `The supervisor of the embedded control plane has said nothing for ${seconds} s.`;
        const why = stopped.map(
            ({ part, pid }) => `${part} (process ${pid}) is stopped: kill -CONT ${pid} lets it go on.`,
        );
        return [what, ...why, "`npm run down` ends it whatever its state, and deletes the local cluster."].join("\n");
    }
}
