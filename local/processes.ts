import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isErrorCode } from "./files";
import { PART_NAMES, type PartName } from "./parts";

/** The environment variable by which the processes of one control plane are known, whatever was recorded about them. */
const MARKER = "EKS_PLATFORM_LOCAL_PART";

/** A live process of the control plane. */
export interface PlaneProcess {
    readonly pid: number;
    /** `helper`: started by one of the others for itself, such as the supervisor's TypeScript compiler; it ends with that. */
    readonly part: PartName | "supervisor" | "helper";
}

/** The environment entry that marks a process as `part` of the control plane in `directory`. */
export function markedEnvironment(directory: string, part: PartName | "supervisor"): Record<string, string> {
    return { [MARKER]: `${part}:${directory}` };
}

/**
 * The live processes of the control plane in `directory`. They are found by their environment, not by recorded process
 * ids: an id may have been given to another program since, and a killed starter may not have recorded what it started.
 */
export function findPlaneProcesses(directory: string): PlaneProcess[] {
    return readdirSync("/proc")
        .filter((entry) => /^\d+$/.test(entry))
        .flatMap((entry) => {
            const part = partOf(entry, directory);
            return part === undefined ? [] : [{ pid: Number(entry), part }];
        });
}

function partOf(pid: string, directory: string): PlaneProcess["part"] | undefined {
    const entry = readProcFile(pid, "environ")
        ?.split("\0")
        .find((variable) => variable.startsWith(`${MARKER}=`) && variable.endsWith(`:${directory}`));
    if (!entry) {
        return undefined;
    }
    // A helper inherits the variable, but not the arguments.
    if (!readProcFile(pid, "cmdline")?.includes(directory)) {
        return "helper";
    }
    const name = entry.slice(MARKER.length + 1, -directory.length - 1);
    return PART_NAMES.find((part) => part === name) ?? "supervisor";
}

/** Whether a process was stopped (SIGSTOP, a debugger): it lives and does nothing. */
export function isStopped(pid: number): boolean {
    return /^State:\s+[Tt]/m.test(readProcFile(String(pid), "status") ?? "");
}

/** Resident memory of a process in bytes; 0 when it is gone. */
export function residentBytes(pid: number): number {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProcFile(String(pid), "status") ?? "")?.[1];
    return Number(kibibytes ?? 0) * 1024;
}

function readProcFile(pid: string, file: string): string | undefined {
    try {
        return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
        // Ended meanwhile, or another user's: not ours in either case.
        return undefined;
    }
}

/**
 * Asks the processes that `find` names to end, and kills what is left after `graceMs`. `find` is asked again and again, so
 * that what those processes start in the meantime ends as well.
 * @returns the processes that could not be ended within two further seconds
 */
export async function endProcesses(
    find: () => readonly PlaneProcess[],
    graceMs: number,
): Promise<readonly PlaneProcess[]> {
    const asked = new Set<number>();
    const started = Date.now();
    for (;;) {
        const left = find();
        const elapsed = Date.now() - started;
        // One that exits loses its environment, by which it is found, before it gives up its ports and files.
        const exiting = [...asked].some(holdsResources);
        if ((left.length === 0 && !exiting) || elapsed > graceMs + 2000) {
            return left;
        }
        const targets = left.map(({ pid }) => pid).filter((pid) => elapsed >= graceMs || !asked.has(pid));
        for (const pid of targets) {
            asked.add(pid);
        }
        signalAll(targets, elapsed >= graceMs ? "SIGKILL" : "SIGTERM");
        await sleep(20);
    }
}

function holdsResources(pid: number): boolean {
    const status = readProcFile(String(pid), "status");
    // A dead process may wait to be reaped; while threads of it still exit, it has not let go of anything.
    return status !== undefined && !(/^State:\s+[ZX]/m.test(status) && /^Threads:\s+1$/m.test(status));
}

/** Sends a signal to processes that may have ended already. */
function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
    for (const pid of pids) {
        try {
            process.kill(pid, signal);
        } catch (error) {
            if (!isErrorCode(error, "ESRCH")) {
                throw error;
            }
        }
    }
}
