import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Outcome } from "../../core/outcome";
import { defaultContext } from "../context";
import { findInCache } from "../locate";
import { findExecutables } from "../path-search";

/** Milliseconds that Helm may take, the download of a chart included. */
const TIMEOUT = 120_000;

const MAX_OUTPUT = 256 * 1024 * 1024;

/** What Helm prints, or why it prints nothing. */
export type HelmOutput = Outcome<{ readonly output: string }>;

/** Why nothing can be asked of helm. */
export const NO_HELM = "there is no helm on the PATH, nor in the cache of platform doctor";

/** What to do about {@link NO_HELM}. */
export const GET_HELM =
    "Get helm: npm run doctor -- --install helm in the clone of eks-platform installs it, or put one on the PATH.";

let found: Promise<string | undefined> | undefined;

/** The helm that the toolchain keeps, else that of the PATH, whatever its version; nothing is downloaded or built. */
export async function findHelm(): Promise<string | undefined> {
    found ??= search();
    return found;
}

async function search(): Promise<string | undefined> {
    const context = defaultContext();
    const cached = await findInCache(context.tools.helm, context);
    return "path" in cached ? cached.path : findExecutables("helm", context.searchPath)[0];
}

/** Lends the work a folder that nobody else can read, and removes it whatever happens. */
export async function inPrivateFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "eks-platform-helm-"));
    try {
        return await work(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** What Helm may know of the machine. */
export interface HelmOptions {
    /** A private folder: Helm's home, and where it runs, because it takes a folder beside it for a chart of that name. */
    readonly folder: string;
    /** Whether Helm is to download something, by way of the proxy and certificates that the environment names. @default false */
    readonly downloads?: boolean;
}

/** Runs Helm without a shell, with a home of its own and nothing of this process's environment that it does not need. */
export async function runHelm(
    helm: string,
    args: readonly string[],
    { folder, downloads = false }: HelmOptions,
): Promise<HelmOutput> {
    const home = join(folder, "home");
    await mkdir(home, { recursive: true });
    const env = {
        ...ofEnvironment(downloads ? [...START, ...DOWNLOADS] : START),
        HOME: home,
        TMPDIR: home,
        HELM_CACHE_HOME: join(home, "cache"),
        HELM_CONFIG_HOME: join(home, "config"),
        HELM_DATA_HOME: join(home, "data"),
    };
    try {
        const options = { cwd: folder, env, timeout: TIMEOUT, maxBuffer: MAX_OUTPUT, killSignal: "SIGKILL" } as const;
        return { output: (await promisify(execFile)(helm, [...args], options)).stdout };
    } catch (error) {
        return { problem: problemOf(error) };
    }
}

/** A helm of the PATH may be a script that starts another. */
const START = ["PATH"];
/** @see https://pkg.go.dev/net/http#ProxyFromEnvironment and https://pkg.go.dev/crypto/x509#SystemCertPool */
const DOWNLOADS = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"];

function ofEnvironment(names: readonly string[]): Record<string, string> {
    const both = names.flatMap((name) => [name, name.toLowerCase()]);
    return Object.fromEntries(
        both.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    );
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
