import { serveRealProviders } from ".";

/**
 * The providers of a real cluster in a process of their own, as official plugins are: what they have begun when the command
 * that started them is killed comes to its end, and the engine records it. Argument: the helm binary, if any.
 * It prints the engine's environment, ignores the terminal's signals, and ends with its standard input.
 */
async function serve(helmPath: string | undefined): Promise<void> {
    for (const signal of ["SIGINT", "SIGHUP"] as const) {
        process.on(signal, () => undefined);
    }
    const { env, drain } = await serveRealProviders(helmPath);
    const leave = () => void drain().then(() => process.exit(0));
    process.stdin.on("close", leave).resume();
    process.on("SIGTERM", leave);
    // A reader that is gone takes its pipe along.
    process.stdout.on("error", leave);
    process.stdout.write(`${JSON.stringify(env)}\n`);
}

void serve(process.argv[2]);
