import { OLDEST_GO, type Release, type Tool } from "./tools";

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
    const subject = missing.length === 1 ? "A tool that the platform needs is" : `${missing.length} tools are`;
    return [
        `${subject} missing.`,
        ...missing.map(describe),
        "",
        "To go on, do one of these and run the command again:",
        ...advice(missing).map((line) => `  - ${line}`),
    ].join("\n");
}

function advice(missing: readonly MissingTool[]): string[] {
    const tried = (place: Attempt["place"]) =>
        missing.filter(({ attempts }) => attempts.some((attempt) => attempt.place === place));
    const hosts = new Set<string>();
    for (const { release } of tried("download")) {
        if (release === undefined) {
            continue;
        }
        for (const url of [release.checksumUrl, release.url]) {
            hosts.add(new URL(url).host);
        }
    }
    const seconds = missing.reduce((sum, { tool }) => sum + tool.source.seconds, 0);
    const lines: string[] = [];
    if (tried("build").length > 0) {
        lines.push(
            `install Go ${OLDEST_GO} or newer (https://go.dev/dl/) and let it reach its module proxy; ` +
                `the tools are then built once, in about ${Math.ceil(seconds / 60)} min on 2 cores`,
        );
    } else {
        lines.push("set EKS_PLATFORM_CACHE to a folder that can be written");
    }
    if (hosts.size > 0) {
        lines.push(`let this machine reach ${[...hosts].join(", ")} (HTTPS_PROXY is respected)`);
    }
    lines.push(`put ${missing.map(({ tool }) => `${tool.name} ${tool.version}`).join(", ")} on PATH`);
    return lines;
}

function describe({ tool, attempts }: MissingTool): string {
    const lines = attempts.map(({ place, problem }) => `  ${`${place}:`.padEnd(10)} ${problem}`);
    return [`\n${tool.name} ${tool.version}`, ...lines].join("\n");
}
