/**
 * Runs `work` so that Ctrl-C cancels it cleanly: the engine stops starting steps, lets the running ones end and saves the state.
 *
 * A terminal sends the signal to the engine as well as to this process, so it is passed on only where there is none: a second
 * signal would make the engine leave at once, with its state unsaved. This process lives on until the engine has ended, since
 * the engine's providers may be in it.
 *
 * @param onCancel called when the first signal comes
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>, onCancel: () => void): Promise<T> {
    const controller = new AbortController();
    let interrupted = false;
    const onInterrupt = () => {
        if (!interrupted) process.stderr.write("\nCancelling: waiting for the running steps to end.\n");
        if (!interrupted && !process.stdin.isTTY) controller.abort();
        interrupted = true;
        onCancel();
    };
    const onTerminate = () => {
        interrupted = true;
        onCancel();
        controller.abort();
    };
    process.on("SIGINT", onInterrupt);
    process.on("SIGTERM", onTerminate);
    try {
        return await work(controller.signal);
    } finally {
        process.off("SIGINT", onInterrupt);
        process.off("SIGTERM", onTerminate);
    }
}

/**
 * Runs `work` so that a signal ends the process at once, through its `exit` listeners: for work by which nothing is lost, but
 * which may leave files behind.
 */
export async function abandonable<T>(work: () => Promise<T>): Promise<T> {
    const leave = (_name: NodeJS.Signals, number: number) => process.exit(128 + number);
    process.on("SIGINT", leave);
    process.on("SIGTERM", leave);
    try {
        return await work();
    } finally {
        process.off("SIGINT", leave);
        process.off("SIGTERM", leave);
    }
}
