import type { ChildProcess } from "node:child_process";

/** What a child process printed, and its exit code. */
export interface Outcome {
    readonly exitCode: number | null;
    readonly output: string;
    readonly errors: string;
}

/** Waits for a child process whose output is piped. */
export async function finish(child: ChildProcess): Promise<Outcome> {
    let output = "";
    let errors = "";
    child.stdout?.on("data", (chunk) => {
        output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
        errors += chunk;
    });
    await new Promise((resolve) => child.once("close", resolve));
    return { exitCode: child.exitCode, output, errors };
}

/** Kills a child process that was started detached, with all that it started. */
export function killTree({ pid }: ChildProcess): void {
    if (pid === undefined) {
        return;
    }
    try {
        process.kill(-pid, "SIGKILL");
    } catch (error) {
        const alreadyEnded = error instanceof Error && "code" in error && error.code === "ESRCH";
        if (!alreadyEnded) {
            throw error;
        }
    }
}
