import { join } from "node:path";
import { cacheDirectory, projectRoot } from "./paths";
import { type Machine, TOOLS, type Tool, type ToolName } from "./tools";

/** Everything about the machine that decides how tools are found; tests put their own in. */
export interface ToolchainContext {
    readonly tools: Readonly<Record<ToolName, Tool>>;
    readonly machine: Machine;
    /** Folders to search for installed tools, in the form of the environment variable PATH. */
    readonly searchPath: string;
    /** Folder with one subfolder per tool and version. */
    readonly cache: string;
    /** Folder with one Go module per subfolder. */
    readonly modules: string;
}

/** This machine. */
export function defaultContext(): ToolchainContext {
    return {
        tools: TOOLS,
        machine: { os: process.platform, arch: process.arch },
        searchPath: process.env.PATH ?? "",
        cache: join(cacheDirectory(), "tools"),
        modules: join(projectRoot(), "toolchain", "go"),
    };
}
