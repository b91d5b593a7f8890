import { setTimeout as sleep } from "node:timers/promises";
import { getObject, isApiReady } from "./api";
import { createClusterObjects, missingClusterObjects } from "./bootstrap";
import { ControlPlaneError } from "./errors";
import { ensureCredentials } from "./issue-credentials";
import { type ServerAccess, writeKubeconfigs } from "./kubeconfig";
import { logPath } from "./logs";
import { PartProcess } from "./part-process";
import { PART_NAMES, type PartName, type PlaneTools, partCommands } from "./parts";
import { choosePorts } from "./ports";
import { endProcesses, findPlaneProcesses, type PlaneProcess } from "./processes";
import { type PlaneRecord, readRecord, writeRecord } from "./record";

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 3000;
/** After a failed start there is nothing to finish: a server whose peer is broken would use up the whole time. */
const FAIL_LIMIT_MS = 300;
const POLL_MS = 25;
/** A part that ends this often before the cluster is ready will not come up by trying again. */
const CRASH_LIMIT = 3;

export interface PlaneOptions {
    readonly directory: string;
    /** Where the kubeconfig for the user goes. */
    readonly kubeconfigPath: string;
    readonly tools: PlaneTools;
    /** Starts the loops that stand for the cloud's controllers; returns what stops them. */
    readonly startControllers: (kubeconfigPath: string, access: ServerAccess) => () => void;
}

/** The parts of the control plane as a whole: brought up in order, watched, taken down. */
export class Plane {
    private readonly options: PlaneOptions;
    private parts = new Map<PartName, PartProcess>();
    private record: PlaneRecord;
    private saved: Promise<void> = Promise.resolve();
    private stopControllers: (() => void) | undefined;
    private portTaken = false;
    private stopping = false;

    constructor(options: PlaneOptions) {
        this.options = options;
        this.record = {
            supervisorPid: process.pid,
            startedAt: Date.now(),
            phase: "starting",
            messages: [],
            parts: {},
        };
    }

    /**
     * Takes over from an earlier supervisor, if there was one, and brings all parts up.
     * @throws ControlPlaneError when a part does not come up; nothing runs then
     */
    async start(): Promise<void> {
        const { ports } = (await readRecord(this.options.directory)) ?? {};
        this.update(ports ? { ports } : {});
        await this.endOrphans();
        await this.bringUp();
    }

    /** Takes all parts down. */
    async stop(): Promise<void> {
        this.stopping = true;
        await this.takeDown();
        this.update({ phase: "stopped" });
        await this.saved;
    }

    /** Takes all parts down and leaves the reason to whoever waits for the start. */
    async fail(failure: string): Promise<void> {
        await this.takeDown(FAIL_LIMIT_MS);
        this.update({ phase: "failed", failure });
        await this.saved;
    }

    private async bringUp(): Promise<void> {
        for (;;) {
            this.portTaken = false;
            try {
                return await this.boot();
            } catch (error) {
                if (!this.portTaken || this.stopping) {
                    throw error;
                }
                await this.takeDown();
            }
        }
    }

    private async boot(): Promise<void> {
        const { directory, kubeconfigPath, startControllers } = this.options;
        const credentials = await ensureCredentials(directory);
        const ports = await choosePorts(this.record.ports);
        const server = `https://127.0.0.1:${ports.apiserver}`;
        await writeKubeconfigs({ directory, kubeconfigPath, server, credentials });
        this.createParts(partCommands(directory, ports));
        this.update({ phase: "starting", ports });

        this.say("starting etcd and kube-apiserver");
        await this.startParts("etcd", "kube-apiserver");
        const access = { server, authority: credentials.authority, token: credentials.tokens.admin };
        await this.until("kube-apiserver", "serve requests", () => isApiReady(access));
        const version = (await getObject<{ gitVersion: string }>(access, "/version"))?.gitVersion ?? "unknown";
        this.say(`kube-apiserver ${version} serves ${server}`);

        this.say("starting kube-controller-manager, kube-scheduler and kwok");
        await createClusterObjects(access, version);
        await this.startParts("kube-controller-manager", "kube-scheduler", "kwok");
        await this.until(
            "kwok",
            "make the cluster ready",
            async () => (await missingClusterObjects(access)).length === 0,
        );
        this.stopControllers = startControllers(kubeconfigPath, access);
        this.update({ phase: "ready", version });
    }

    private async takeDown(limitMs = STOP_LIMIT_MS): Promise<void> {
        this.stopControllers?.();
        this.stopControllers = undefined;
        // Each part before the one it talks to, so that none waits for a peer that is gone.
        for (const names of [
            ["kwok", "kube-scheduler", "kube-controller-manager"],
            ["kube-apiserver"],
            ["etcd"],
        ] as const) {
            await Promise.all(names.map((name) => this.parts.get(name)?.stop(limitMs)));
        }
    }

    private createParts(commands: ReturnType<typeof partCommands>): void {
        const { directory, tools } = this.options;
        const events = { changed: () => this.update({}), portTaken: () => this.moveToFreePort() };
        this.parts = new Map(
            PART_NAMES.map((name) => {
                const earlier = this.parts.get(name)?.record;
                return [name, new PartProcess(commands[name], tools[name], directory, events, earlier)];
            }),
        );
    }

    private async startParts(...names: readonly PartName[]): Promise<void> {
        for (const name of names) {
            await this.parts.get(name)?.start();
        }
    }

    private moveToFreePort(): void {
        this.portTaken = true;
        // While it starts, the start itself notices.
        if (this.record.phase !== "ready") {
            return;
        }
        this.update({ phase: "starting" });
        this.say("a port was taken by another program: starting again on a free one");
        this.takeDown()
            .then(() => this.bringUp())
            .catch((error: unknown) => this.fail(String(error)));
    }

    private async until(part: PartName, goal: string, reached: () => Promise<boolean>): Promise<void> {
        const deadline = Date.now() + START_LIMIT_MS;
        let obstacle = "";
        const ask = async () => {
            try {
                return await reached();
            } catch (error) {
                obstacle = ` (${error instanceof Error ? error.message : String(error)})`;
                return false;
            }
        };
        let answer = ask();
        for (;;) {
            // A server that listens but does not answer yet must not keep a crash from being seen.
            const now = await Promise.race([answer, sleep(POLL_MS, "unanswered" as const)]);
            if (now === true) {
                return;
            }
            if (this.stopping) {
                throw new ControlPlaneError("the control plane was stopped while it was starting");
            }
            if (this.portTaken) {
                throw new ControlPlaneError("a port was taken by another program");
            }
            const broken = [...this.parts.values()].find(({ crashesInARow }) => crashesInARow >= CRASH_LIMIT);
            if (broken) {
                throw new ControlPlaneError(await this.describeCrash(broken));
            }
            if (Date.now() > deadline) {
                const seconds = START_LIMIT_MS / 1000;
                const log = logPath(this.options.directory, part);
                throw new ControlPlaneError(`${part} did not ${goal} within ${seconds} s${obstacle}; see ${log}`);
            }
            if (now === false) {
                await sleep(POLL_MS);
                answer = ask();
            }
        }
    }

    private async describeCrash(part: PartProcess): Promise<string> {
        const { name } = part.command;
        const lines = await part.latestOutput(10);
        return [
            `${name} ended ${part.crashesInARow} times while it was starting (${part.record.lastExit?.reason}).`,
            ...(lines.length > 0 ? [`The end of ${logPath(this.options.directory, name)}:`] : []),
            ...lines.map((line) => `    ${line}`),
            "If it keeps failing, `npm run down` deletes the local cluster, so that the next start makes a new one.",
        ].join("\n");
    }

    private async endOrphans(): Promise<void> {
        const { directory } = this.options;
        const isPart = ({ part }: PlaneProcess) => PART_NAMES.some((name) => name === part);
        const orphans = () => findPlaneProcesses(directory).filter(isPart);
        if (orphans().length === 0) {
            return;
        }
        this.say("ending the parts that an earlier supervisor left behind");
        const left = await endProcesses(orphans, 500);
        if (left.length > 0) {
            const names = left.map(({ part, pid }) => `${part} (process ${pid})`).join(", ");
            throw new ControlPlaneError(`${names} of an earlier control plane cannot be ended`);
        }
    }

    private say(message: string): void {
        this.update({ messages: [...this.record.messages, message] });
    }

    private update(change: Partial<PlaneRecord>): void {
        const parts = Object.fromEntries([...this.parts].map(([name, part]) => [name, part.record]));
        const record = { ...this.record, ...change, parts };
        this.record = record;
        this.saved = this.saved.then(() => writeRecord(this.options.directory, record)).catch(console.error);
    }
}
