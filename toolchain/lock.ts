import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";

const retryMilliseconds = 250;
const messageMilliseconds = 15_000;

/**
 * Runs an action that no other run does at the same time for the same folder. The lock of a killed run goes stale after
 * five seconds. Losing it while alive (a suspended laptop) costs double work only: installing is atomic without it.
 *
 * @param waiting called when another run has the lock, and again every 15 s, with the seconds waited
 */
export async function withLock<T>(
    directory: string,
    waiting: (seconds: number) => void,
    action: () => Promise<T>,
): Promise<T> {
    await mkdir(directory, { recursive: true });
    const release = await acquire(directory, waiting);
    try {
        return await action();
    } finally {
        // A lost lock cannot be released, and need not be.
        await release().catch(() => undefined);
    }
}

async function acquire(directory: string, waiting: (seconds: number) => void): Promise<() => Promise<void>> {
    for (let waited = 0; ; waited += retryMilliseconds) {
        try {
            return await lock(directory, {
                lockfilePath: join(directory, "lock"),
                stale: 5_000,
                update: 1_000,
                onCompromised: () => undefined,
            });
        } catch (error) {
            if (!isHeld(error)) throw error;
            if (waited % messageMilliseconds === 0) waiting(waited / 1000);
            await sleep(retryMilliseconds);
        }
    }
}

function isHeld(error: unknown): boolean {
    return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
