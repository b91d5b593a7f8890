import { exitCodeOf, onDeparture } from "./departure";

/**
 * Runs `work` so that Ctrl-C, a signal, or a reader that leaves cancels it cleanly: the engine stops starting steps, lets the
 * running ones end and saves the state. This process lives on until the engine has ended, since the engine's providers may be in
 * it.
 *
 * A terminal sends Ctrl-C to the engine as well as to this process, so it is passed on only where there is none: a second signal
 * would make the engine leave at once, with its state unsaved.
 *
 * @param onCancel called for what is told
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>, onCancel: () => void): Promise<T> {
    const controller = new AbortController();
    let told = false;
    const stop = onDeparture((departure) => {
        if (!told && departure !== "SIGPIPE") {
            process.stderr.write("\nCancelling: waiting for the running steps to end.\n");
        }
        if (departure !== "SIGINT" || (!told && !process.stdin.isTTY)) {
            controller.abort();
        }
        told = true;
        onCancel();
    });
    try {
        return await work(controller.signal);
    } finally {
        stop();
    }
}

/**
 * Runs `work` so that the same ends the process at once, through its `exit` listeners: for work by which nothing is lost, but
 * which may leave files or processes behind.
 */
export async function abandonable<T>(work: () => Promise<T>): Promise<T> {
    const stop = onDeparture((departure) => process.exit(exitCodeOf(departure)));
    try {
        return await work();
    } finally {
        stop();
    }
}
