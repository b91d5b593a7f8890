import { spawn } from "node:child_process";
import { ProviderError } from "../../../core/engine/errors";
import { GET_HELM, NO_HELM } from "../../../toolchain/helm/run";

/** How long an interrupted helm may take to mark its release before it is killed. */
const GRACE_MILLISECONDS = 10_000;

/** One run of the helm CLI. */
export interface HelmRun {
    readonly args: readonly string[];
    /** Added to this process's own environment. */
    readonly env: Readonly<Record<string, string>>;
    /** Written to the standard input, for example a password. */
    readonly input?: string;
    /** Interrupts helm, and kills it where it does not end. */
    readonly signal: AbortSignal;
}

/** Helm ended with an error. */
export class HelmError extends Error {
    constructor(/** All of helm's standard error. It may quote secrets. */ readonly output: string) {
        super(lastWords(output));
        this.name = "HelmError";
    }
}

/** Runs the helm CLI and returns what it prints. */
export async function runHelm(helmPath: string, run: HelmRun): Promise<string> {
    run.signal.throwIfAborted();
    const child = spawn(helmPath, run.args, { env: { ...process.env, ...run.env }, stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    // A helm that ends without reading its input is judged by its exit code.
    child.stdin.on("error", () => undefined).end(run.input ?? "");
    let killer: NodeJS.Timeout | undefined;
    const stop = () => {
        child.kill("SIGTERM");
        killer = setTimeout(() => child.kill("SIGKILL"), GRACE_MILLISECONDS);
    };
    run.signal.addEventListener("abort", stop, { once: true });
    try {
        const code = await new Promise<number | null>((resolve, reject) => {
            child.on("error", reject).on("close", resolve);
        });
        run.signal.throwIfAborted();
        if (code !== 0) {
            throw new HelmError(Buffer.concat(err).toString("utf8"));
        }
        return Buffer.concat(out).toString("utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
            throw error;
        }
        throw new ProviderError(`Helm releases need the helm CLI: ${NO_HELM}. ${GET_HELM}`);
    } finally {
        clearTimeout(killer);
        run.signal.removeEventListener("abort", stop);
    }
}

/** Helm's error without its warnings and log lines. */
function lastWords(output: string): string {
    const lines = output
        .split("\n")
        .filter((line) => line.trim() !== "" && !/^(WARNING|level=|[a-z_]+\.go:)/.test(line));
    const start = lines.findIndex((line) => line.startsWith("Error: "));
    return (
        (start === -1 ? lines : lines.slice(start)).join("\n").replace(/^Error: /, "") || "helm failed without a word"
    );
}
