import pc from "picocolors";
import type { ControlPlaneStatus, PartStatus } from "../../local";
import { plainTable } from "./table";

/** The parts of the embedded control plane with their state, and how to reach it. */
export function controlPlaneTable(status: ControlPlaneStatus): string {
    const rows = status.parts.map((part) => [
        part.name,
        part.state === "running" ? pc.green(part.state) : pc.red(part.state),
        part.pid === undefined ? "" : String(part.pid),
        part.port === undefined ? "" : String(part.port),
        String(part.restarts),
        part.memoryBytes === undefined ? "" : mebibytes(part.memoryBytes),
    ]);
    const crashes = status.parts.flatMap(crashLine);
    return [
        `control plane: ${status.state}${status.version ? `, Kubernetes ${status.version}` : ""}, ${mebibytes(status.memoryBytes)}`,
        ...(status.failure ? [pc.red(status.failure)] : []),
        ...(status.server ? [`server:        ${status.server}`] : []),
        `kubeconfig:    ${status.kubeconfigPath} (context ${status.context})`,
        "",
        plainTable(["PART", "STATE", "PID", "PORT", "RESTARTS", "MEMORY"], rows),
        ...crashes,
    ].join("\n");
}

/** Why a part last ended by itself, with its last words. */
function crashLine(part: PartStatus): string[] {
    if (!part.lastExit) {
        return [];
    }
    const { at, reason, lastLogLine } = part.lastExit;
    return [`${pc.yellow(part.name)} ended ${new Date(at).toISOString()} with ${reason}: ${lastLogLine}`];
}

function mebibytes(bytes: number): string {
    return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
