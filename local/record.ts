import { join } from "node:path";
import { readIfPresent, writePrivateFile } from "./files";
import type { PartName } from "./parts";
import type { PlanePorts } from "./ports";

/** How and when a part ended by itself. */
export interface PartExit {
    /** Milliseconds since 1970. */
    readonly at: number;
    /** `exit code 1` or `signal SIGKILL`. */
    readonly reason: string;
    /** What it wrote last. */
    readonly lastLogLine: string;
}

export interface PartRecord {
    /** Absent while it does not run. */
    readonly pid?: number;
    /** Milliseconds since 1970. */
    readonly startedAt?: number;
    /** How often it was started again after it ended by itself. */
    readonly restarts: number;
    readonly lastExit?: PartExit;
}

/** What the supervisor tells the commands that start, stop and look at the control plane. */
export interface PlaneRecord {
    readonly supervisorPid: number;
    /** Milliseconds since 1970. */
    readonly startedAt: number;
    readonly phase: "starting" | "ready" | "failed" | "stopped";
    /** Steps so far, for whoever waits for the start. */
    readonly messages: readonly string[];
    /** Why the start failed. */
    readonly failure?: string;
    readonly ports?: PlanePorts;
    /** The Kubernetes version that the API server reports, for example `v1.35.0`. */
    readonly version?: string;
    readonly parts: Readonly<Partial<Record<PartName, PartRecord>>>;
}

export function recordPath(directory: string): string {
    return join(directory, "record.json");
}

/** The record, or undefined when there is none or a power cut has spoilt it. */
export async function readRecord(directory: string): Promise<PlaneRecord | undefined> {
    const text = await readIfPresent(recordPath(directory));
    if (text === undefined) {
        return undefined;
    }
    try {
        return JSON.parse(text) as PlaneRecord;
    } catch {
        return undefined;
    }
}

export async function writeRecord(directory: string, record: PlaneRecord): Promise<void> {
    await writePrivateFile(recordPath(directory), `${JSON.stringify(record, undefined, 2)}\n`);
}
