import { adminAccess } from "./access";
import { isApiReady } from "./api";
import { canonicalDirectory } from "./directory";
import { CONTEXT_NAME } from "./kubeconfig";
import { PART_NAMES, type PartName } from "./parts";
import { kubeconfigPath } from "./paths";
import { findPlaneProcesses, type PlaneProcess, residentBytes } from "./processes";
import { type PartExit, type PartRecord, type PlaneRecord, readRecord } from "./record";

export interface PartStatus {
    readonly name: PartName | "supervisor";
    /** `crashed`: it should run and does not. The supervisor starts crashed parts again. */
    readonly state: "running" | "stopped" | "crashed";
    readonly pid?: number;
    /** The port of 127.0.0.1 that it listens on. */
    readonly port?: number;
    /** How often it ended by itself and was started again. */
    readonly restarts: number;
    readonly uptimeSeconds?: number;
    /** Resident memory. */
    readonly memoryBytes?: number;
    /** The latest time it ended by itself. */
    readonly lastExit?: PartExit;
}

export interface ControlPlaneStatus {
    /** `degraded`: something runs, but not all of it or it does not serve requests. */
    readonly state: "running" | "starting" | "degraded" | "failed" | "stopped";
    readonly kubeconfigPath: string;
    /** The context to use in it. */
    readonly context: string;
    /** For example `https://127.0.0.1:41234`; absent before the first start. */
    readonly server?: string;
    /** The Kubernetes version that the API server reports, for example `v1.35.0`. */
    readonly version?: string;
    /** Why the latest start failed. */
    readonly failure?: string;
    /** Resident memory of all processes. */
    readonly memoryBytes: number;
    /** The supervisor, then the parts in the order in which they start. */
    readonly parts: readonly PartStatus[];
}

/** What is known of the embedded control plane. Changes nothing. */
export async function controlPlaneStatus(): Promise<ControlPlaneStatus> {
    const directory = await canonicalDirectory();
    const record = await readRecord(directory);
    const processes = findPlaneProcesses(directory);
    const parts = describeParts(record, processes);
    const server = record?.ports && `https://127.0.0.1:${record.ports.apiserver}`;
    const access = await adminAccess(directory, record);
    const serves = access !== undefined && (await isApiReady(access));
    return {
        state: planeState(record, parts, serves),
        kubeconfigPath: kubeconfigPath(),
        context: CONTEXT_NAME,
        ...(server && { server }),
        ...(record?.version && { version: record.version }),
        ...(record?.failure && { failure: record.failure }),
        memoryBytes: parts.reduce((sum, { memoryBytes = 0 }) => sum + memoryBytes, 0),
        parts,
    };
}

function planeState(
    record: PlaneRecord | undefined,
    parts: readonly PartStatus[],
    serves: boolean,
): ControlPlaneStatus["state"] {
    const running = parts.filter(({ state }) => state === "running").length;
    if (running === 0) {
        return record?.phase === "failed" ? "failed" : "stopped";
    }
    const supervised = parts[0]?.state === "running";
    if (supervised && record?.phase === "starting") {
        return "starting";
    }
    return running === parts.length && serves ? "running" : "degraded";
}

function describeParts(record: PlaneRecord | undefined, processes: readonly PlaneProcess[]): PartStatus[] {
    const supervisor: PartRecord | undefined = record && {
        pid: record.supervisorPid,
        startedAt: record.startedAt,
        restarts: 0,
    };
    const expected = record?.phase === "starting" || record?.phase === "ready";
    const ports = { etcd: record?.ports?.etcd, "kube-apiserver": record?.ports?.apiserver };
    const portOf = (name: PartName) => (name === "etcd" || name === "kube-apiserver" ? ports[name] : undefined);
    return [
        describePart("supervisor", supervisor, processes, expected),
        ...PART_NAMES.map((name) => describePart(name, record?.parts[name], processes, expected, portOf(name))),
    ];
}

function describePart(
    name: PartStatus["name"],
    record: PartRecord | undefined,
    processes: readonly PlaneProcess[],
    expected: boolean,
    port?: number,
): PartStatus {
    const { pid } = processes.find((process) => process.part === name) ?? {};
    const { restarts = 0, lastExit, startedAt } = record ?? {};
    if (pid === undefined) {
        // A part that was never started is not crashed.
        const crashed = expected && (record?.pid !== undefined || lastExit !== undefined);
        return { name, state: crashed ? "crashed" : "stopped", restarts, ...(lastExit && { lastExit }) };
    }
    return {
        name,
        state: "running",
        pid,
        ...(port !== undefined && { port }),
        restarts,
        ...(pid === record?.pid && startedAt && { uptimeSeconds: Math.round((Date.now() - startedAt) / 1000) }),
        memoryBytes: residentBytes(pid),
        ...(lastExit && { lastExit }),
    };
}
