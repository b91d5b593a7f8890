import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ToolchainContext } from "./context";
import { findExecutables } from "./path-search";
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
        if (problem === undefined) return { path };
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
    const size = await fileSize(path);
    if (size === undefined) return { problem: `nothing at ${path}` };
    if ((await readReceipt(tool, context))?.size === size) return { path };
    const problem = await refusal(tool, path);
    return problem === undefined ? { path } : { problem };
}

/** Why a binary is not the tool at its pinned version, as its own version command shows; undefined when it is. */
export async function refusal(tool: Tool, binary: string): Promise<string | undefined> {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    try {
        const { stdout } = await run(binary, [...tool.versionArguments], { env, timeout: 60_000 });
        const version = tool.versionPattern.exec(stdout.trim())?.[1];
        if (version === tool.version) return undefined;
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

/**
 * What was verified when a tool was put into the cache. While the size still holds, the binary need not be run again to
 * be trusted, which keeps a start with everything cached fast.
 */
export interface Receipt {
    readonly size: number;
    readonly source: "download" | "build";
}

export function receiptPath(directory: string): string {
    return join(directory, "receipt.json");
}

export async function fileSize(path: string): Promise<number | undefined> {
    try {
        return (await stat(path)).size;
    } catch {
        return undefined;
    }
}

async function readReceipt(tool: Tool, context: ToolchainContext): Promise<Receipt | undefined> {
    try {
        return JSON.parse(await readFile(receiptPath(versionDirectory(tool, context)), "utf8"));
    } catch {
        return undefined;
    }
}

function firstLine(text: string): string {
    return text.trim().split("\n")[0]?.slice(0, 200) ?? "";
}
