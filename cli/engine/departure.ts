import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { constants } from "node:os";

/** What tells that nobody waits for a command any more; `SIGPIPE` stands for a reader that closed its end. */
export type Departure = "SIGINT" | "SIGTERM" | "SIGHUP" | "SIGPIPE";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const PARENT_CHECK_MILLISECONDS = 1_000;

const departures = new EventEmitter<Record<"departure", [Departure]>>();

/**
 * Watches for what no signal tells: a reader such as `head` that has enough, a terminal or a log that is gone, npm killed by the
 * CI job that ran it. To be called once, when a command begins. Whoever works hears of it by `onDeparture`; where nobody does,
 * the process ends.
 */
export function watchDepartures(): void {
    for (const stream of [process.stdout, process.stderr]) {
        stream.on("error", onReaderLeft);
    }
    // Any other parent may leave on purpose, as a shell does after nohup.
    if (process.env.npm_lifecycle_event === undefined) {
        return;
    }
    const parents = npmAbove();
    const timer = setInterval(() => {
        if (npmAbove() === parents) {
            return;
        }
        clearInterval(timer);
        depart("SIGHUP");
    }, PARENT_CHECK_MILLISECONDS);
    timer.unref();
}

/** npm runs a script by a shell, which may stay between the two and outlives it; without /proc only the shell can be told. */
function npmAbove(): string {
    try {
        const status = readFileSync(`/proc/${process.ppid}/status`, "utf8");
        const isShell = /^Name:\t\w*sh$/m.test(status);
        return `${process.ppid} ${isShell ? /^PPid:\t(\d+)$/m.exec(status)?.[1] : ""}`;
    } catch {
        return `${process.ppid} `;
    }
}

const onReaderLeft = () => depart("SIGPIPE");

/** From here on the command's result stands: a reader that leaves changes nothing of its exit code. */
export function letReadersLeave(): void {
    for (const stream of [process.stdout, process.stderr]) {
        stream.off("error", onReaderLeft);
        stream.on("error", () => undefined);
    }
}

/** Ends what the command is doing as a signal would. */
export function depart(departure: Departure): void {
    if (!departures.emit("departure", departure)) {
        process.exit(exitCodeOf(departure));
    }
}

/**
 * Calls `listener` for everything that tells that nobody waits any more, instead of ending the process.
 *
 * @returns the function that stops it
 */
export function onDeparture(listener: (departure: Departure) => void): () => void {
    departures.on("departure", listener);
    for (const name of SIGNALS) {
        process.on(name, listener);
    }
    return () => {
        departures.off("departure", listener);
        for (const name of SIGNALS) {
            process.off(name, listener);
        }
    };
}

/** What a shell shows for a process that a signal ended. */
export function exitCodeOf(departure: Departure): number {
    return 128 + constants.signals[departure];
}
