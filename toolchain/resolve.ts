import { dirname, join } from "node:path";
import { build, findGo, type Go } from "./build";
import { defaultContext, type ToolchainContext } from "./context";
import { type Attempt, type MissingTool, ToolchainError } from "./errors";
import { install, sweepPartialInstalls } from "./install";
import { findInCache, findOnPath, versionDirectory } from "./locate";
import { takeLock } from "./lock";
import type { Network } from "./network";
import type { Tool, ToolName } from "./tools";

/** A tool ready for use. */
export interface ResolvedTool {
    readonly name: ToolName;
    /** The pinned version, without a leading `v`. */
    readonly version: string;
    /** Absolute path of the binary. */
    readonly path: string;
    readonly source: "path" | "cache" | "download" | "build";
}

/** Told while a tool is being made ready; silent for tools that already are. */
export type Progress = (event: { readonly tool: ToolName; readonly message: string }) => void;

/** How `resolveTools` works. */
export interface ResolveOptions {
    /**
     * Receives what is being done, why and for how long.
     * @default nothing is shown
     */
    readonly progress?: Progress;
    /** @default this machine */
    readonly context?: ToolchainContext;
}

/**
 * Makes tools ready at their pinned versions: from PATH, from the cache, by official download, or by building them.
 * Any number of runs may do this at once, and any of them may be killed.
 *
 * @throws ToolchainError when a tool cannot be had in any way; its message reports all of them
 */
export async function resolveTools<Name extends ToolName>(
    names: readonly Name[],
    options: ResolveOptions = {},
): Promise<Readonly<Record<Name, ResolvedTool>>> {
    const run = new Run(options.context ?? defaultContext(), options.progress ?? (() => undefined));
    try {
        const outcomes = await Promise.all([...new Set(names)].map((name) => run.resolve(run.context.tools[name])));
        const missing = outcomes.filter((outcome): outcome is MissingTool => "attempts" in outcome);
        if (missing.length > 0) {
            throw new ToolchainError(missing);
        }
        const ready = outcomes.filter((outcome): outcome is ResolvedTool => "path" in outcome);
        return Object.fromEntries(ready.map((tool) => [tool.name, tool])) as Record<Name, ResolvedTool>;
    } finally {
        await run.close();
    }
}

/** What one call of `resolveTools` shares between its tools. */
class Run {
    private network: Network | undefined;
    private go: ReturnType<typeof findGo> | undefined;
    private builds: Promise<unknown> = Promise.resolve();

    constructor(
        readonly context: ToolchainContext,
        private readonly progress: Progress,
    ) {}

    async resolve(tool: Tool): Promise<ResolvedTool | MissingTool> {
        const found = (path: string, source: ResolvedTool["source"]) => ({
            name: tool.name,
            version: tool.version,
            path,
            source,
        });
        const installed = await findOnPath(tool, this.context.searchPath);
        if ("path" in installed) {
            return found(installed.path, "path");
        }
        const cached = await findInCache(tool, this.context);
        if ("path" in cached) {
            return found(cached.path, "cache");
        }

        const attempts: Attempt[] = [{ place: "PATH", problem: installed.problem }];
        const release = tool.release(this.context.machine);
        const missing = () => ({ tool, release, attempts });
        const tellWaiting = (seconds: number) =>
            this.tell(tool, `another run is installing it: waiting${seconds > 0 ? `, ${seconds} s so far` : ""}`);
        let unlock: (() => Promise<void>) | undefined;
        try {
            // Losing it while alive costs double work only: installing is atomic without it.
            unlock = await takeLock(dirname(versionDirectory(tool, this.context)), { onWait: tellWaiting });
            const cachedMeanwhile = await findInCache(tool, this.context);
            if ("path" in cachedMeanwhile) {
                return found(cachedMeanwhile.path, "cache");
            }
            attempts.push({ place: "cache", problem: cachedMeanwhile.problem });
            await sweepPartialInstalls(tool, this.context);
            this.tell(tool, `${tool.version} is neither on PATH nor in the cache`);
            const downloaded = await this.download(tool, attempts);
            if (downloaded !== undefined) {
                return found(downloaded, "download");
            }
            const built = await this.build(tool, attempts);
            return built === undefined ? missing() : found(built, "build");
        } catch (error) {
            if (!isFileFault(error)) {
                throw error;
            }
            attempts.push({ place: "cache", problem: error.message });
            return missing();
        } finally {
            await unlock?.();
        }
    }

    async close(): Promise<void> {
        await this.network?.close();
    }

    private async download(tool: Tool, attempts: Attempt[]): Promise<string | undefined> {
        const release = tool.release(this.context.machine);
        if (release === undefined) {
            const { os, arch } = this.context.machine;
            attempts.push({ place: "download", problem: `no official release with a checksum for ${os}/${arch}` });
            return undefined;
        }
        try {
            // Loaded here, because most runs download nothing and the HTTP client takes long to load.
            const { download }: typeof import("./download") = require("./download");
            const { Network }: typeof import("./network") = require("./network");
            this.network ??= new Network();
            const network = this.network;
            return await install(tool, this.context, (folder) =>
                download(tool, release, folder, network, (message) => this.tell(tool, message)),
            );
        } catch (error) {
            const problem = error instanceof Error ? error.message : String(error);
            attempts.push({ place: "download", problem });
            this.tell(tool, `cannot be downloaded: ${problem}`);
            return undefined;
        }
    }

    private async build(tool: Tool, attempts: Attempt[]): Promise<string | undefined> {
        this.go ??= findGo(this.context.searchPath);
        const go = await this.go;
        if ("problem" in go) {
            attempts.push({ place: "build", problem: go.problem });
            return undefined;
        }
        // One after the other: a build takes all cores, and later ones find their common packages compiled.
        const turn = this.builds.then(() => this.buildNow(tool, go, attempts));
        this.builds = turn;
        return turn;
    }

    private async buildNow(tool: Tool, go: Go, attempts: Attempt[]): Promise<string | undefined> {
        try {
            return await install(tool, this.context, (folder) =>
                build(tool, go, join(folder, tool.name), this.context, (message) => this.tell(tool, message)),
            );
        } catch (error) {
            const problem = error instanceof Error ? error.message : String(error);
            attempts.push({ place: "build", problem });
            this.tell(tool, `cannot be built: ${problem}`);
            return undefined;
        }
    }

    private tell(tool: Tool, message: string): void {
        this.progress({ tool: tool.name, message });
    }
}

function isFileFault(error: unknown): error is NodeJS.ErrnoException {
    return error instanceof Error && "syscall" in error;
}
