import pc from "picocolors";

/** Milliseconds from one line to the next: a terminal's line is redrawn, a log's stays. */
const TERMINAL_PAUSE = 500;
const LOG_PAUSE = 15_000;

/** Says every now and then that work goes on whose end nobody knows, and how far it is. */
export class Progress {
    private readonly terminal: boolean;
    private readonly timer: NodeJS.Timeout;
    private readonly started = Date.now();

    /**
     * @param what goes on, for example `bringing up main`
     * @param resources are done so far
     */
    constructor(
        private readonly out: NodeJS.WriteStream,
        private readonly what: string,
        private readonly resources: () => number,
    ) {
        this.terminal = Boolean(out.isTTY);
        this.timer = setInterval(() => this.tell(), this.terminal ? TERMINAL_PAUSE : LOG_PAUSE);
        this.timer.unref();
    }

    /** Removes the line from a terminal. */
    close(): void {
        clearInterval(this.timer);
        if (this.terminal) {
            this.out.write("\r\x1b[2K");
        }
    }

    private tell(): void {
        const seconds = Math.round((Date.now() - this.started) / 1000);
        const text = `    ${this.what}: ${this.resources()} resources (${seconds}s)`;
        this.out.write(this.terminal ? `\r\x1b[2K${pc.dim(text.slice(0, this.out.columns - 1))}` : `${text}\n`);
    }
}
