import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ToolchainContext } from "./context";
import { findExecutables } from "./path-search";
import { checkReceipt, writeReceipt } from "./receipt";
import type { Tool } from "./tools";

const run = promisify(execFile);

/** A binary at the pinned version, or why there is none. */
export type Search = { readonly path: string } | { readonly problem: string };

/** Looks for a tool on PATH; other versions than the pinned one are passed over. */
export async function findOnPath(tool: Tool, searchPath: string): Promise<Search> {
    const problems: string[] = [];
    for (const path of findExecutables(tool.name, searchPath)) {
        const problem = isMisplaced(tool, path)
            ? `${path} is not in a folder named ${tool.folder}`
            : await refusal(tool, path);
        if (problem === undefined) {
            return { path };
        }
        problems.push(problem);
    }
    return { problem: problems.join("; ") || `no ${tool.name} on PATH` };
}

function isMisplaced(tool: Tool, path: string): boolean {
    return tool.folder !== undefined && basename(dirname(path)) !== tool.folder;
}

/** Looks for a tool in the cache. */
export async function findInCache(tool: Tool, context: ToolchainContext): Promise<Search> {
    const path = cachedBinary(tool, context);
    if (!existsSync(path)) {
        return { problem: `nothing at ${path}` };
    }
    const state = await checkReceipt(versionDirectory(tool, context));
    if (state === "sound") {
        return { path };
    }
    if (state !== "absent") {
        return state;
    }
    const problem = await refusal(tool, path);
    if (problem !== undefined) {
        return { problem };
    }
    // A cache that cannot be written is asked for its version each time.
    await writeReceipt(versionDirectory(tool, context)).catch(() => undefined);
    return { path };
}

/** Why a binary is not the tool at its pinned version, as its own version command shows; undefined when it is. */
export async function refusal(tool: Tool, binary: string): Promise<string | undefined> {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    try {
        const { stdout } = await run(binary, [...tool.versionArguments], { env, timeout: 60_000 });
        const version = tool.versionPattern.exec(stdout.trim())?.[1];
        if (version === tool.version) {
            return undefined;
        }
        return `${binary} is version ${version ?? `«${firstLine(stdout)}»`}, not ${tool.version}`;
    } catch (error) {
        return `${binary} does not run: ${firstLine(error instanceof Error ? error.message : String(error))}`;
    }
}

export function versionDirectory(tool: Tool, context: ToolchainContext): string {
    return join(context.cache, tool.name, tool.version);
}

export function cachedBinary(tool: Tool, context: ToolchainContext): string {
    return join(versionDirectory(tool, context), "bin", tool.name);
}

function firstLine(text: string): string {
    return text.trim().split("\n")[0]?.slice(0, 200) ?? "";
}
