import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import type { Outcome } from "../../core/outcome";
import { defaultContext } from "../../toolchain/context";
import { findExecutables } from "../../toolchain/path-search";

/** Milliseconds that one build may take. */
const TIMEOUT = 60_000;
const MAX_OUTPUT = 256 * 1024 * 1024;
const MAX_REASON = 300;

/** What a kustomization builds, or the reason in one line why it builds nothing. */
export type Built = Outcome<{
    readonly yaml: string;
    /** The folder that the paths in the annotations of origins start from. */
    readonly base: string;
}>;

/**
 * Builds a kustomization by kustomize or kubectl, whichever the PATH has, with the origin of each object in an annotation.
 * Nothing is fetched: the environment is empty but for a proxy that nobody answers, so that neither git nor a proxy of the
 * user's is found.
 */
export async function buildKustomization(folder: string): Promise<Built> {
    const command = findKustomize();
    if (command === undefined) {
        return { problem: "there is neither kustomize nor kubectl on the PATH" };
    }
    const base = await realpath(await mkdtemp(join(tmpdir(), "eks-platform-kustomize-")));
    try {
        const wrapper = { resources: [relative(base, await realpath(folder))], buildMetadata: ["originAnnotations"] };
        await writeFile(join(base, "kustomization.yaml"), JSON.stringify(wrapper), { mode: 0o600 });
        const { stdout } = await promisify(execFile)(command.path, [...command.args, base], {
            cwd: base,
            env: { HOME: base, PATH: base, HTTP_PROXY: NOBODY, HTTPS_PROXY: NOBODY },
            timeout: TIMEOUT,
            maxBuffer: MAX_OUTPUT,
            killSignal: "SIGKILL",
        });
        return { yaml: stdout, base };
    } catch (error) {
        return { problem: reasonOf(error, base) };
    } finally {
        await rm(base, { recursive: true, force: true });
    }
}

const NOBODY = "http://127.0.0.1:9";

/** What builds kustomizations on this machine. */
export function findKustomize(): { readonly path: string; readonly args: readonly string[] } | undefined {
    const { searchPath } = defaultContext();
    const [kustomize] = findExecutables("kustomize", searchPath);
    const [kubectl] = findExecutables("kubectl", searchPath);
    return kustomize !== undefined
        ? { path: kustomize, args: ["build"] }
        : kubectl !== undefined
          ? { path: kubectl, args: ["kustomize"] }
          : undefined;
}

/** Its first line alone, warnings apart: what follows may repeat whole documents. */
function reasonOf(error: unknown, base: string): string {
    const { stderr = "", killed, message = "" } = Object(error) as Partial<Failure>;
    if (killed === true) {
        return `it took longer than ${TIMEOUT / 1000} s`;
    }
    const lines = (stderr.trim() || message).split("\n").filter((line) => !line.startsWith("#"));
    const [first = "no reason given"] = lines.map((line) => line.replace(LOG_PREFIX, "").trim()).filter(Boolean);
    return first.replaceAll(`${base}/`, "").slice(0, MAX_REASON);
}

/** kubectl writes some of its errors as lines of a log. */
const LOG_PREFIX = /^(?:error: |[EF]\d{4} \S+\s+\d+ \S+\] "command failed" err=["<]?\s*)/i;

interface Failure {
    readonly stderr: string;
    readonly killed: boolean;
    readonly message: string;
}
