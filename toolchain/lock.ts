import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";

const RETRY_MILLISECONDS = 250;
const MESSAGE_MILLISECONDS = 15_000;

/** How a lock is waited for, and what its loss means. */
export interface LockOptions {
    /** Called when another run has the lock, and again every 15 s, with the seconds waited. */
    readonly onWait: (seconds: number) => void;
    /** Seconds after which waiting ends. @default never */
    readonly limitSeconds?: number;
    /** Called when the lock is lost while this process lives: it stood still, as on a suspended laptop. @default nothing is done */
    readonly onLost?: () => void;
}

/**
 * Takes the one lock of a folder, which lies beside it. The lock of a killed run goes stale after five seconds.
 *
 * @returns the function that gives it back, or undefined when another run still has it after `limitSeconds`
 */
export async function takeLock(
    directory: string,
    { onWait, limitSeconds = Number.POSITIVE_INFINITY, onLost = () => undefined }: LockOptions,
): Promise<(() => Promise<void>) | undefined> {
    await mkdir(directory, { recursive: true });
    for (let waited = 0; waited < limitSeconds * 1000; waited += RETRY_MILLISECONDS) {
        try {
            const release = await lock(directory, { stale: 5_000, update: 1_000, onCompromised: onLost });
            // A lost lock cannot be released, and need not be.
            return () => release().catch(() => undefined);
        } catch (error) {
            if (!isHeld(error)) {
                throw error;
            }
            if (waited % MESSAGE_MILLISECONDS === 0) {
                onWait(waited / 1000);
            }
            await sleep(RETRY_MILLISECONDS);
        }
    }
    return undefined;
}

function isHeld(error: unknown): boolean {
    return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
