import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { projectRoot } from "../toolchain/paths";

/** How often the memory of the processes is read, in milliseconds. */
const SAMPLE_MILLISECONDS = 40;

/** A command that takes longer than this hangs. */
const LIMIT_MILLISECONDS = 120_000;

/** As much of a failed command's output as anybody reads. */
const SHOWN = 4_000;

/** A command of the project, run by this Node.js in the project's folder. */
export type Script = readonly string[];

/** Runs a script to its end, undisturbed, with additions to the environment. */
export async function time(
    script: Script,
    environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly seconds: number; readonly stdout: string }> {
    const started = process.hrtime.bigint();
    const stdout = await run(script, undefined, environment);
    return { seconds: Number(process.hrtime.bigint() - started) / 1e9, stdout };
}

export interface Memory {
    /** Highest sum of the proportional set sizes of the script and all of its descendants, in MiB. */
    readonly peakMiB: number;
    /** The same of the processes that were asked about. */
    readonly partMiB: number;
}

/**
 * Runs a script to its end and reads its memory together with that of every process that it starts. Reading stops each process
 * for a moment, so a run is measured either for its memory or for its time.
 *
 * @param part tells, by the command line, which processes are measured apart, too. @default none
 */
export async function memory(script: Script, part?: RegExp): Promise<Memory> {
    let peakKiB = 0;
    let partKiB = 0;
    await run(script, (pid) => {
        const tree = treeOf(pid);
        peakKiB = Math.max(peakKiB, sumOf(tree));
        if (part) {
            partKiB = Math.max(partKiB, sumOf(tree.filter((one) => part.test(commandLine(one)))));
        }
    });
    return { peakMiB: peakKiB / 1024, partMiB: partKiB / 1024 };
}

/** @returns what the script wrote on standard output */
async function run(
    script: Script,
    sample?: (pid: number) => void,
    environment: Readonly<Record<string, string>> = {},
): Promise<string> {
    const child = spawn(process.execPath, script, {
        cwd: projectRoot(),
        env: { ...process.env, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: LIMIT_MILLISECONDS,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data) => {
        stdout += data;
    });
    child.stderr.on("data", (data) => {
        stderr += data;
    });
    const timer = sample && setInterval(() => child.pid !== undefined && sample(child.pid), SAMPLE_MILLISECONDS);
    const exitCode = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
    });
    clearInterval(timer);
    if (exitCode !== 0) {
        throw new Error(`${script.join(" ")} ended with ${exitCode}:\n${(stderr || stdout).slice(0, SHOWN)}`);
    }
    return stdout;
}

/** A process and all of its descendants. */
function treeOf(root: number): readonly number[] {
    const children = new Map<number, number[]>();
    for (const entry of readdirSync("/proc")) {
        if (!/^\d+$/.test(entry)) {
            continue;
        }
        const parent = parentOf(Number(entry));
        if (parent !== undefined) {
            children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
        }
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
