import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import type { ToolchainContext } from "./context";
import { findExecutables } from "./path-search";
import { OLDEST_GO, type Tool } from "./tools";

const HEARTBEAT_MILLISECONDS = 10_000;

export interface Go {
    readonly path: string;
    readonly version: string;
}

/** The first Go on PATH that is new enough, or why there is none. */
export async function findGo(searchPath: string): Promise<Go | { readonly problem: string }> {
    const problems: string[] = [];
    for (const path of findExecutables("go", searchPath)) {
        const version = await goVersion(path);
        if (version !== undefined && semver.gte(version, OLDEST_GO)) {
            return { path, version };
        }
        problems.push(`${path} is ${version === undefined ? "not a working Go" : `Go ${version}`}`);
    }
    return { problem: problems.join("; ") || "no go on PATH" };
}

/** Builds a tool from the Go modules pinned below `toolchain/go`. */
export async function build(
    tool: Tool,
    go: Go,
    output: string,
    context: ToolchainContext,
    progress: (message: string) => void,
): Promise<void> {
    const { module, package: main, variables, seconds } = tool.source;
    const settings = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
    const args = [
        "build",
        "-mod=readonly",
        "-trimpath",
        "-buildvcs=false",
        `-ldflags=${["-s", "-w", ...settings].join(" ")}`,
        `-o=${output}`,
        main,
    ];
    progress(`building with Go ${go.version} (about ${seconds} s on 2 cores the first time)`);
    const started = Date.now();
    const elapsed = () => Math.round((Date.now() - started) / 1000);
    const heartbeat = setInterval(() => progress(stillBuilding(elapsed(), seconds)), HEARTBEAT_MILLISECONDS);
    try {
        await runGo(go.path, args, join(context.modules, module), context.searchPath);
    } finally {
        clearInterval(heartbeat);
    }
    progress(`built in ${elapsed()} s`);
}

/** How far a build is; beyond its usual time that time is no promise any more. */
export function stillBuilding(elapsed: number, usual: number): string {
    return elapsed <= usual
        ? `still building: ${elapsed} s of about ${usual} s`
        : `still building: ${elapsed} s, longer than usual; other work on this machine or slow downloads of modules do that`;
}

/** The version without what GOTOOLCHAIN could fetch, so that looking never downloads. */
async function goVersion(path: string): Promise<string | undefined> {
    try {
        const env = { ...process.env, GOTOOLCHAIN: "local" };
        const { stdout } = await promisify(execFile)(path, ["env", "GOVERSION"], { env, cwd: "/", timeout: 60_000 });
        return semver.coerce(stdout)?.version;
    } catch {
        return undefined;
    }
}

function runGo(path: string, args: readonly string[], cwd: string, searchPath: string): Promise<void> {
    // A workspace, or a target set for the user's own work, must not leak into the build.
    const { GOOS: _os, GOARCH: _arch, ...inherited } = process.env;
    const env = { ...inherited, PATH: searchPath, CGO_ENABLED: "0", GOWORK: "off" };
    return new Promise((resolve, reject) => {
        const go = spawn(path, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
        const stop = () => go.kill();
        process.once("exit", stop);
        let output = "";
        go.stderr.on("data", (chunk: Buffer) => {
            output = `${output}${chunk}`.slice(-20_000);
        });
        go.once("error", reject);
        go.once("close", (code, signal) => {
            process.removeListener("exit", stop);
            if (code === 0) {
                resolve();
            } else {
                reject(new Error(`go build ended with ${signal ?? `exit code ${code}`}: ${lastWords(output)}`));
            }
        });
    });
}

/** What a failed build ends with, without the download messages of the go command. */
function lastWords(output: string): string {
    const lines = output
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("go: downloading "));
    return lines.slice(-3).join("; ").slice(-600) || "it printed nothing";
}
