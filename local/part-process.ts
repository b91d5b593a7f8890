import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { lastLines, logPath, openLog } from "./logs";
import type { PartCommand } from "./parts";
import { isFreePort } from "./ports";
import { markedEnvironment } from "./processes";
import type { PartRecord } from "./record";

/** A part that has run this long is taken to be well: its next crash is the first one again. */
const STEADY_AFTER_MS = 30_000;

export interface PartEvents {
    /** The record changed. */
    changed(): void;
    /** It cannot be started again: its port belongs to another program now. */
    portTaken(): void;
}

/** How long to wait before a part is started again, by the number of its crashes in a row. */
export function restartDelayMs(crashesInARow: number): number {
    return Math.min(30_000, 250 * 2 ** (crashesInARow - 1));
}

/** One program of the control plane: started, watched, started again when it ends by itself. */
export class PartProcess {
    private child: ChildProcess | undefined;
    private retry: NodeJS.Timeout | undefined;
    private current: PartRecord;
    private logOffset = 0;
    private crashes = 0;
    private stopping = false;

    constructor(
        readonly command: PartCommand,
        private readonly binary: string,
        private readonly directory: string,
        private readonly events: PartEvents,
        /** What an earlier process of this part has left on record. */
        earlier?: PartRecord,
    ) {
        const { restarts = 0, lastExit } = earlier ?? {};
        this.current = { restarts, ...(lastExit && { lastExit }) };
    }

    get record(): PartRecord {
        return this.current;
    }

    get crashesInARow(): number {
        return this.crashes;
    }

    async start(): Promise<void> {
        const { name, args } = this.command;
        const log = await openLog(logPath(this.directory, name));
        if (this.stopping) {
            return log.handle.close();
        }
        this.logOffset = log.offset;
        const child = spawn(this.binary, args, {
            cwd: this.directory,
            // No variable of the user's (proxies, KUBECONFIG, GODEBUG, ...) may change how a part runs.
            env: { HOME: this.directory, PATH: process.env.PATH, ...markedEnvironment(this.directory, name) },
            stdio: ["ignore", log.handle.fd, log.handle.fd],
        });
        child.once("exit", (code, signal) => this.crashed(signal ? `signal ${signal}` : `exit code ${code}`));
        child.once("error", (error) => this.crashed(error.message));
        this.child = child;
        if (child.pid !== undefined) {
            this.update({ ...this.current, pid: child.pid, startedAt: Date.now() });
        }
        await log.handle.close();
    }

    /** Asks the process to end and kills it after `graceMs`. It is not started again. */
    async stop(graceMs: number): Promise<void> {
        this.stopping = true;
        clearTimeout(this.retry);
        const child = this.child;
        if (!child || child.exitCode !== null || child.signalCode !== null) {
            return;
        }
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        const overdue = setTimeout(() => child.kill("SIGKILL"), graceMs);
        await ended;
        clearTimeout(overdue);
        this.update(withoutProcess(this.current));
    }

    /** The last lines of what the latest process wrote. */
    latestOutput(count: number): Promise<string[]> {
        return lastLines(logPath(this.directory, this.command.name), count, this.logOffset);
    }

    private crashed(reason: string): void {
        if (this.stopping || !this.child) {
            return;
        }
        this.child = undefined;
        const at = Date.now();
        this.crashes = at - (this.current.startedAt ?? at) > STEADY_AFTER_MS ? 1 : this.crashes + 1;
        const stopped = withoutProcess(this.current);
        this.update({ ...stopped, lastExit: { at, reason, lastLogLine: "" } });
        this.retry = setTimeout(() => void this.restart(), restartDelayMs(this.crashes));
        void this.latestOutput(1).then(([lastLogLine = ""]) => {
            this.update({ ...this.current, lastExit: { at, reason, lastLogLine } });
        });
    }

    private async restart(): Promise<void> {
        const { port } = this.command;
        if (port !== undefined && !(await isFreePort(port))) {
            return this.events.portTaken();
        }
        this.current = { ...this.current, restarts: this.current.restarts + 1 };
        await this.start();
    }

    private update(record: PartRecord): void {
        this.current = record;
        this.events.changed();
    }
}

function withoutProcess({ restarts, lastExit }: PartRecord): PartRecord {
    return { restarts, ...(lastExit && { lastExit }) };
}
