import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { projectRoot } from "../toolchain/paths";

/** How often the memory of the processes is read, in milliseconds. */
const SAMPLE_MILLISECONDS = 40;

/** A command that takes longer than this hangs. */
const LIMIT_MILLISECONDS = 600_000;

/** As much of a failed command's output as anybody reads. */
const SHOWN = 4_000;

/** A linter of another project, which ends with 1 where it finds something. */
interface Linter {
    readonly linter: string;
    readonly args: readonly string[];
}

/** What is run in the project's folder: a script of this project by this Node.js, or a linter. */
export type Script = readonly string[] | Linter;

/** Runs a script to its end, undisturbed, with additions to the environment. */
export async function time(
    script: Script,
    environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly seconds: number; readonly stdout: string }> {
    const started = process.hrtime.bigint();
    const stdout = await run(script, undefined, environment);
    return { seconds: Number(process.hrtime.bigint() - started) / 1e9, stdout };
}

/**
 * Runs a script to its end and reads its memory together with that of every process that it starts. Reading stops each process
 * for a moment, so a run is measured either for its memory or for its time.
 *
 * @returns the highest sum of the proportional set sizes of the script and all of its descendants, in MiB
 */
export async function memory(script: Script): Promise<number> {
    let peakKiB = 0;
    await run(script, (pid) => {
        peakKiB = Math.max(peakKiB, sumOf(treeOf(pid)));
    });
    return peakKiB / 1024;
}

/** @returns what the script wrote on standard output */
async function run(
    script: Script,
    sample?: (pid: number) => void,
    environment: Readonly<Record<string, string>> = {},
): Promise<string> {
    const [command, args, done] =
        "linter" in script ? [script.linter, script.args, [0, 1]] : [process.execPath, script, [0]];
    const child = spawn(command, args, {
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
    if (exitCode === null || !done.includes(exitCode)) {
        throw new Error(`${command} ${args.join(" ")} ended with ${exitCode}:\n${(stderr || stdout).slice(0, SHOWN)}`);
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
