import { execFile } from "node:child_process";
import { promisify } from "node:util";
import semver from "semver";
import { findGo } from "./build";
import { CLIENTS, type Client, inspectClient } from "./clients";
import { defaultContext, type ToolchainContext } from "./context";
import { findInCache, findOnPath } from "./locate";
import type { Network } from "./network";
import { findExecutables } from "./path-search";
import { OLDEST_GO, OLDEST_NODE, type Tool, type ToolName } from "./tools";

/** One line of `platform doctor`. */
export interface ToolStatus {
    readonly name: ToolName | Client["name"] | "node" | "npm" | "go";
    /** The pinned version, `>= x` for an oldest accepted one, or `any`. */
    readonly required: string;
    /** False when it is missing, and cannot be had from here or was not looked for further. */
    readonly ok: boolean;
    /** Version and place, when it is ready for use. */
    readonly found?: { readonly version: string; readonly path: string; readonly source: "path" | "cache" };
    /** For what is not ready: why, and what would be tried. For Go: what it is needed for. */
    readonly note?: string;
}

/** Looks at every tool without changing or building anything; of what is missing it reads no more than the published checksum. */
export async function inspectTools(context: ToolchainContext = defaultContext()): Promise<ToolStatus[]> {
    const go = await findGo(context.searchPath);
    const canBuild = "version" in go;
    const reach = new Reach();
    const rows = await Promise.all(
        Object.values(context.tools).map((tool) => inspectTool(tool, context, canBuild, reach)),
    );
    await reach.close();
    const needsGo = rows.some((row) => !row.ok);
    const goNote = { note: `${canBuild ? "" : `${go.problem}; `}used to build tools that cannot be downloaded` };
    return [
        ...rows,
        {
            name: "node",
            required: `>= ${OLDEST_NODE}`,
            ok: semver.gte(process.versions.node, OLDEST_NODE),
            found: { version: process.versions.node, path: process.execPath, source: "path" },
        },
        await inspectNpm(context.searchPath),
        {
            name: "go",
            required: `>= ${OLDEST_GO}`,
            ok: canBuild || !needsGo,
            ...(canBuild ? { found: { version: go.version, path: go.path, source: "path" } } : {}),
            ...goNote,
        },
        ...(await Promise.all(CLIENTS.map((client) => inspectClient(client, context.searchPath)))),
    ];
}

async function inspectTool(
    tool: Tool,
    context: ToolchainContext,
    canBuild: boolean,
    reach: Reach,
): Promise<ToolStatus> {
    const row = { name: tool.name, required: tool.version };
    const ready = (path: string, source: "path" | "cache") => ({
        ...row,
        ok: true,
        found: { version: tool.version, path, source },
    });
    const installed = await findOnPath(tool, context.searchPath);
    if ("path" in installed) {
        return ready(installed.path, "path");
    }
    const cached = await findInCache(tool, context);
    if ("path" in cached) {
        return ready(cached.path, "cache");
    }
    const release = tool.release(context.machine);
    const unreachable = release && (await reach.problem(release.checksumUrl));
    const plans = [
        ...(release === undefined || unreachable ? [] : [`download ${release.url}`]),
        ...(canBuild ? [`build with Go in about ${tool.source.seconds} s`] : []),
    ];
    const plan = plans.length > 0 ? `will ${plans.join(", or else ")}` : `install Go ${OLDEST_GO} or newer to build it`;
    const problems = [installed.problem, cached.problem, ...(unreachable ? [unreachable] : [])];
    return { ...row, ok: plans.length > 0, note: [...problems, plan].join("; ") };
}

/** Asks whether downloads can be had at all, each server once. */
class Reach {
    private network: Network | undefined;

    async problem(url: string): Promise<string | undefined> {
        // Loaded here, because where nothing is missing nothing is asked, and the HTTP client takes long to load.
        const { Network }: typeof import("./network") = require("./network");
        this.network ??= new Network();
        try {
            await this.network.text(url);
            return undefined;
        } catch (error) {
            return error instanceof Error ? error.message : String(error);
        }
    }

    async close(): Promise<void> {
        await this.network?.close();
    }
}

async function inspectNpm(searchPath: string): Promise<ToolStatus> {
    const row = { name: "npm", required: "any" } as const;
    const [path] = findExecutables("npm", searchPath);
    if (path === undefined) {
        return { ...row, ok: false, note: "no npm on PATH; it comes with Node.js" };
    }
    try {
        const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 60_000 });
        return { ...row, ok: true, found: { version: stdout.trim(), path, source: "path" } };
    } catch {
        return { ...row, ok: false, note: `${path} does not run` };
    }
}
