import { oldestGo, type Release, type Tool } from "./tools";

/** Where a tool was looked for and why it was not to be had there. */
export interface Attempt {
    readonly place: "PATH" | "cache" | "download" | "build";
    readonly problem: string;
}

export interface MissingTool {
    readonly tool: Tool;
    readonly release: Release | undefined;
    readonly attempts: readonly Attempt[];
}

/** Tools that could not be had in any way; `message` is the whole report for the user. */
export class ToolchainError extends Error {
    constructor(readonly missing: readonly MissingTool[]) {
        super(report(missing));
        this.name = "ToolchainError";
    }
}

function report(missing: readonly MissingTool[]): string {
    const hosts = new Set<string>();
    for (const { release } of missing) {
        if (release === undefined) continue;
        for (const url of [release.url, release.checksumUrl]) hosts.add(new URL(url).host);
    }
    const names = missing.map(({ tool }) => `${tool.name} ${tool.version}`).join(", ");
    const seconds = missing.reduce((sum, { tool }) => sum + tool.source.seconds, 0);
    return [
        `${missing.length === 1 ? "A tool that the platform needs is" : `${missing.length} tools that the platform needs are`} missing.`,
        ...missing.map(describe),
        "",
        "To go on, do one of these and run the command again:",
        `  - install Go ${oldestGo.replace(/\.0$/, "")} or newer (https://go.dev/dl/) and let it reach its module proxy; ` +
            `the tools are then built once, in about ${Math.ceil(seconds / 60)} min on 2 cores`,
        ...(hosts.size > 0 ? [`  - let this machine reach ${[...hosts].join(", ")} (HTTPS_PROXY is respected)`] : []),
        `  - put ${names} on PATH`,
    ].join("\n");
}

function describe({ tool, attempts }: MissingTool): string {
    const lines = attempts.map(({ place, problem }) => `  ${`${place}:`.padEnd(10)} ${problem}`);
    return [`\n${tool.name} ${tool.version}`, ...lines].join("\n");
}
