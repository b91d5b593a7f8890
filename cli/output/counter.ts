import pc from "picocolors";

/** Milliseconds from one line to the next: a terminal's line is redrawn, a log's stays. */
const TERMINAL_PAUSE = 500;
const LOG_PAUSE = 15_000;

/** Says how far long work has come, and nothing of work that is done before the first line is due. */
export class Counter {
    private readonly terminal: boolean;
    private last: number;
    private isShown = false;

    /**
     * @param what is counted, for example `resources judged`
     * @param now the time in milliseconds. @default the clock
     */
    constructor(
        private readonly out: Pick<NodeJS.WriteStream, "isTTY" | "write">,
        private readonly what: string,
        private readonly total: number,
        private readonly now: () => number = Date.now,
    ) {
        this.terminal = Boolean(out.isTTY);
        this.last = now();
    }

    /** Work that never waits lets no timer run, so it says itself how far it is. */
    at(done: number): void {
        const now = this.now();
        if (now - this.last < (this.terminal ? TERMINAL_PAUSE : LOG_PAUSE)) {
            return;
        }
        this.last = now;
        const text = `  ${done} of ${this.total} ${this.what}`;
        this.out.write(this.terminal ? `\r\x1b[2K${pc.dim(text)}` : `${text}\n`);
        this.isShown = true;
    }

    /** Removes the line from a terminal. */
    close(): void {
        if (this.terminal && this.isShown) {
            this.out.write("\r\x1b[2K");
        }
    }
}
