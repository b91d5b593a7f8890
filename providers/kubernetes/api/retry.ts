import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { ApiError, isTransient } from "./errors";

const RETRIES = 5;

/**
 * Tries again, with growing pauses of 10 to 20 seconds in all, while the server is throttling, failing or out of reach, or
 * after whatever else `retries` names. Any other error is final.
 */
export async function withRetry<T>(
    operation: () => Promise<T>,
    signal: AbortSignal,
    options: { readonly retries: (error: unknown) => boolean } = { retries: isTransient },
): Promise<T> {
    return pRetry(operation, {
        retries: RETRIES,
        minTimeout: 300,
        factor: 2,
        randomize: true,
        signal,
        shouldRetry: async ({ error }) => {
            if (!options.retries(error)) {
                return false;
            }
            const wait = error instanceof ApiError ? error.retryAfterSeconds : undefined;
            if (wait !== undefined) {
                await sleep(Math.min(wait, 10) * 1000, undefined, { signal });
            }
            return true;
        },
    });
}
