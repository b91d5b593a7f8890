import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { defaultContext } from "../../toolchain/context";
import { findInCache } from "../../toolchain/locate";
import { findExecutables } from "../../toolchain/path-search";

/** Milliseconds that Helm may take, the download of the chart included. */
const TIMEOUT = 120_000;

const MAX_OUTPUT = 256 * 1024 * 1024;

/** What Helm prints, or why it prints nothing. */
export type HelmOutput =
    | { readonly output: string; readonly problem?: never }
    | { readonly problem: string; readonly output?: never };

let found: Promise<string | undefined> | undefined;

/** The helm of the PATH, whatever its version, else the one that the toolchain keeps; nothing is downloaded or built. */
export async function findHelm(): Promise<string | undefined> {
    found ??= search();
    return found;
}

async function search(): Promise<string | undefined> {
    const context = defaultContext();
    const [installed] = findExecutables("helm", context.searchPath);
    if (installed !== undefined) {
        return installed;
    }
    const cached = await findInCache(context.tools.helm, context);
    return "path" in cached ? cached.path : undefined;
}

/**
 * Runs Helm without a shell. Values go through files that nobody else can read, in a folder that is removed whatever
 * happens. Helm runs in that folder, because it takes a folder beside it for a chart of that name in any repository.
 *
 * @param values texts of values files, later ones win
 * @param args arguments, given the paths of the values files
 */
export async function runHelm(
    helm: string,
    values: readonly string[],
    args: (valuesFiles: readonly string[]) => readonly string[],
): Promise<HelmOutput> {
    const folder = await mkdtemp(join(tmpdir(), "eks-platform-values-"));
    try {
        const files = values.map((_, index) => join(folder, `${index}.yaml`));
        await Promise.all(files.map((file, index) => writeFile(file, values[index] ?? "", { mode: 0o600 })));
        const options = { cwd: folder, timeout: TIMEOUT, maxBuffer: MAX_OUTPUT, killSignal: "SIGKILL" } as const;
        const { stdout } = await promisify(execFile)(helm, [...args(files)], options);
        return { output: stdout };
    } catch (error) {
        return { problem: problemOf(error) };
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

function problemOf(error: unknown): string {
    const { stderr, killed, code, message } = Object(error) as Partial<Failure>;
    if (killed === true) {
        return `helm took longer than ${TIMEOUT / 1000} s`;
    }
    const lines = (stderr ?? "").split("\n");
    const start = lines.findIndex((line) => line.startsWith("Error: "));
    const text = start < 0 ? `helm failed (${code ?? message ?? "no reason given"})` : lines.slice(start).join("\n");
    return text.replace(/^Error: /, "");
}

interface Failure {
    readonly stderr: string;
    readonly killed: boolean;
    readonly code: string | number;
    readonly message: string;
}
