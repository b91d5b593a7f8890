import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How often the memory of the processes is read, in milliseconds. */
const SAMPLE_MILLISECONDS = 40;

/** A command that takes longer than this hangs. */
const LIMIT_MILLISECONDS = 120_000;

/** As much of a failed command's output as anybody reads. */
const SHOWN = 4_000;

export interface Measurement {
    readonly seconds: number;
    /** Highest sum of the proportional set sizes of the command and all of its descendants, in MiB. */
    readonly peakMiB: number;
    /** The same of the processes that were asked about. */
    readonly partMiB: number;
    readonly stdout: string;
}

/**
 * Runs a command to its end and measures it together with every process that it starts.
 *
 * @param part tells, by the command line, which processes are measured apart, too. @default none
 */
export async function measure(
    command: string,
    args: readonly string[],
    cwd: string,
    part?: RegExp,
): Promise<Measurement> {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"], timeout: LIMIT_MILLISECONDS });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data) => {
        stdout += data;
    });
    child.stderr.on("data", (data) => {
        stderr += data;
    });
    let peakKiB = 0;
    let partKiB = 0;
    const timer = setInterval(() => {
        if (child.pid === undefined) return;
        const tree = treeOf(child.pid);
        peakKiB = Math.max(peakKiB, sumOf(tree));
        if (part) partKiB = Math.max(partKiB, sumOf(tree.filter((pid) => part.test(commandLine(pid)))));
    }, SAMPLE_MILLISECONDS);
    const exitCode = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
    });
    clearInterval(timer);
    if (exitCode !== 0)
        throw new Error(`${command} ${args.join(" ")} ended with ${exitCode}:\n${(stderr || stdout).slice(0, SHOWN)}`);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    return { seconds, peakMiB: peakKiB / 1024, partMiB: partKiB / 1024, stdout };
}

/** A process and all of its descendants. */
function treeOf(root: number): readonly number[] {
    const children = new Map<number, number[]>();
    for (const entry of readdirSync("/proc")) {
        if (!/^\d+$/.test(entry)) continue;
        const parent = parentOf(Number(entry));
        if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    }
    const below = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
    return below(root);
}

function sumOf(pids: readonly number[]): number {
    return pids.reduce((total, pid) => total + proportionalSetSize(pid), 0);
}

function commandLine(pid: number): string {
    try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
        return "";
    }
}

function parentOf(pid: number): number | undefined {
    try {
        // The command's name, in parentheses, may hold spaces.
        return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
    } catch {
        return undefined;
    }
}

/** Memory of a process in KiB, with pages that processes share divided among them. */
function proportionalSetSize(pid: number): number {
    try {
        return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
        return 0;
    }
}

/** The middle of a list of numbers. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
