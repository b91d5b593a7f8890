import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { platformHome, projectRoot } from "../toolchain/paths";
import { adminAccess } from "./access";
import { isApiReady } from "./api";
import { canonicalDirectory } from "./directory";
import { ControlPlaneError } from "./errors";
import { ensurePrivateDirectory } from "./files";
import { CONTEXT_NAME } from "./kubeconfig";
import { lastLines, logDirectory, logPath, openLog } from "./logs";
import type { PlaneTools } from "./parts";
import { kubeconfigPath, localDirectory } from "./paths";
import { Patience } from "./patience";
import { findPlaneProcesses, markedEnvironment } from "./processes";
import { type PlaneRecord, readRecord } from "./record";
import { toolchainTools } from "./tools";

/** A supervisor that is killed while it starts is replaced, but not for ever. */
const SPAWN_LIMIT = 3;

/** A control plane that is ready for use. */
export interface LocalCluster {
    readonly kubeconfigPath: string;
    /** The context to use in it. */
    readonly context: string;
    /** For example `https://127.0.0.1:41234`. */
    readonly server: string;
}

export interface StartOptions {
    /** Called with each step. @default nothing is reported */
    readonly progress?: (message: string) => void;
    /** Finds the programs to run. @default those of the toolchain */
    readonly tools?: (progress: (message: string) => void) => Promise<PlaneTools>;
    /** Multiplies the time that is waited for a control plane that does not come on. @default 1 */
    readonly patience?: number;
}

/**
 * Starts the embedded control plane and waits until workloads can be deployed to it. A running one is found again; one that
 * is starting is waited for; what a killed start or supervisor left is taken over with its data.
 * @throws ControlPlaneError with the end of the log when a part does not come up, or with what stands still
 */
export async function startControlPlane(options: StartOptions = {}): Promise<LocalCluster> {
    if (process.platform !== "linux") {
        throw new ControlPlaneError(
            `The embedded control plane runs on Linux only, this is ${process.platform}. Use a cluster of your own instead: set eks-platform:cluster to {kind: existing, context: <name>}.`,
        );
    }
    const { progress = () => undefined, tools = toolchainTools } = options;
    await ensurePrivateDirectory(localDirectory());
    await ensurePrivateDirectory(logDirectory(localDirectory()));
    const directory = await canonicalDirectory();

    const patience = new Patience(directory, progress, options.patience);
    const watched = new Set<number>();
    let seen = false;
    let own: ChildProcess | undefined;
    let spawns = 0;
    let reported = 0;
    for (;;) {
        // In this order: the record of a supervisor that is gone is the last one that it wrote.
        const supervisors = findPlaneProcesses(directory).filter(({ part }) => part === "supervisor");
        const record = await readRecord(directory);
        if (record && supervisors.some(({ pid }) => pid === record.supervisorPid)) {
            if (!watched.has(record.supervisorPid)) {
                reported = 0;
            }
            watched.add(record.supervisorPid);
            seen = true;
            const cluster = await readyCluster(directory, record);
            if (cluster) {
                return cluster;
            }
            for (const message of record.messages.slice(reported)) {
                progress(message);
            }
            reported = record.messages.length;
        } else if (supervisors.length === 0) {
            const ended = record && watched.has(record.supervisorPid) ? record : undefined;
            if (ended?.phase === "failed") {
                throw new ControlPlaneError(ended.failure ?? "The start failed.");
            }
            // Only a stop deletes the record.
            if (ended?.phase === "stopped" || (seen && !record)) {
                throw new ControlPlaneError("The control plane was stopped while it was starting.");
            }
            if (own?.exitCode || spawns === SPAWN_LIMIT) {
                throw new ControlPlaneError(await describeSupervisorEnd(directory));
            }
            own = await spawnSupervisor(directory, await tools(progress));
            spawns++;
            if (own.pid !== undefined) {
                watched.add(own.pid);
            }
        }
        patience.wait(record);
        await sleep(50);
    }
}

async function readyCluster(directory: string, record: PlaneRecord): Promise<LocalCluster | undefined> {
    const access = record.phase === "ready" ? await adminAccess(directory, record) : undefined;
    if (!access || !(await isApiReady(access))) {
        return undefined;
    }
    return { kubeconfigPath: kubeconfigPath(), context: CONTEXT_NAME, server: access.server };
}

/** Starts a supervisor that outlives this process and its terminal. */
async function spawnSupervisor(directory: string, tools: PlaneTools): Promise<ChildProcess> {
    const log = await openLog(logPath(directory, "supervisor"));
    const child = spawn(
        process.execPath,
        [
            // It is idle most of the time: a small young generation saves 25 MiB.
            "--max-semi-space-size=1",
            "--require",
            join(projectRoot(), "bin", "register.cjs"),
            join(__dirname, "supervisor.ts"),
            directory,
            JSON.stringify(tools),
        ],
        {
            cwd: projectRoot(),
            detached: true,
            env: { ...process.env, EKS_PLATFORM_HOME: platformHome(), ...markedEnvironment(directory, "supervisor") },
            stdio: ["ignore", log.handle.fd, log.handle.fd],
        },
    );
    child.unref();
    await log.handle.close();
    return child;
}

async function describeSupervisorEnd(directory: string): Promise<string> {
    const path = logPath(directory, "supervisor");
    const lines = await lastLines(path, 10);
    return [
        "The control plane's supervisor does not stay up.",
        `The end of ${path}:`,
        ...lines.map((line) => `    ${line}`),
    ].join("\n");
}
