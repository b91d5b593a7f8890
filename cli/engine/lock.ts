import { mkdirSync, readdirSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { takeLock } from "../../toolchain/lock";
import { UserError } from "../errors";
import { depart } from "./departure";

/** How long a second run waits for the first before it gives up. */
const WAIT_SECONDS = 600;

/**
 * Holds the one right to operate on the stack in `directory`; a second run waits, with one message.
 *
 * @returns the function that gives the right back
 * @throws UserError when another run still holds it after ten minutes
 */
export async function lockStack(directory: string, onWait: (message: string) => void): Promise<() => Promise<void>> {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const release = await takeLock(directory, {
        onWait: (seconds) => {
            if (seconds > 0) {
                return;
            }
            onWait("another run is working on this stack (or was killed just now): waiting for it");
        },
        limitSeconds: WAIT_SECONDS,
        // After a long standstill, such as a laptop's sleep: two engines must not write one state.
        onLost: () => depart("SIGTERM"),
    });
    if (release) {
        return release;
    }
    throw new UserError(
        `Another run has been working on ${directory} for ten minutes.\nNext step: end that run, then try again.`,
    );
}

/**
 * Ends engine processes that a killed run left behind: with the caller's providers gone they can only fail, but until they
 * have failed they may still write the state.
 */
export async function endOrphanedEngines(directory: string, graceSeconds = 10): Promise<void> {
    for (let tick = 0; ; tick++) {
        const orphans = processesIn(directory);
        if (orphans.length === 0) {
            return;
        }
        for (const pid of orphans) {
            signal(pid, tick < graceSeconds * 4 ? "SIGINT" : "SIGKILL", tick);
        }
        await delay(250);
    }
}

function signal(pid: number, name: NodeJS.Signals, tick: number): void {
    // A second SIGINT makes the engine abandon its last write, so it is sent once.
    if (name === "SIGINT" && tick > 0) {
        return;
    }
    try {
        process.kill(pid, name);
    } catch {
        // It ended by itself in the meantime.
    }
}

/** Processes (other than this one) whose working directory is `directory`; empty where the system has no /proc. */
function processesIn(directory: string): number[] {
    let entries: string[];
    try {
        entries = readdirSync("/proc");
    } catch {
        return [];
    }
    return entries
        .filter((entry) => /^\d+$/.test(entry))
        .map(Number)
        .filter((pid) => pid !== process.pid && workingDirectory(pid) === directory);
}

function workingDirectory(pid: number): string | undefined {
    try {
        return readlinkSync(`/proc/${pid}/cwd`);
    } catch {
        return undefined;
    }
}
