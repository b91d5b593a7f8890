import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ControlPlaneError, controlPlaneStatus, startControlPlane, stopControlPlane } from "../../local";
import type { PlaneTools } from "../../local/parts";
import { findPlaneProcesses } from "../../local/processes";
import { toolchainTools } from "../../local/tools";
import { projectRoot } from "../../toolchain/paths";
import { TOOLS_LIMIT_MS, useTemporaryHome } from "./plane";

describe("a control plane that is disturbed while it starts", function () {
    this.timeout(120_000);
    const { directory } = useTemporaryHome();

    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        await toolchainTools(() => undefined);
    });
    afterEach(() => stopControlPlane());

    it("is one plane when two start it at the same time", async () => {
        const steps: string[] = [];
        const [first, second] = await Promise.all([
            startControlPlane({ progress: (step) => steps.push(step) }),
            startControlPlane(),
        ]);
        assert.deepEqual(first, second);
        assert.deepEqual(partsRunning(), allParts);
        assert.equal(steps.filter((step) => step.startsWith("starting etcd")).length, 1);
    });

    it("converges after its starters and supervisors were killed at any moment", async () => {
        for (const moment of [300, 1200, 3000]) {
            const starter = startInOtherProcess();
            await sleep(moment);
            starter.kill("SIGKILL");
            const supervisor = findPlaneProcesses(directory()).find(({ part }) => part === "supervisor");
            // Once the supervisor goes on alone.
            if (supervisor && moment !== 1200) {
                process.kill(supervisor.pid, "SIGKILL");
            }
        }
        const cluster = await startControlPlane();
        assert.deepEqual(partsRunning(), allParts);
        assert.match(readFileSync(cluster.kubeconfigPath, "utf8"), new RegExp(`server: ${cluster.server}\n`));
    });

    it("makes new credentials for incomplete ones, and moves to another port when another program took its own", async () => {
        const before = await startControlPlane();
        const { etcd } = await ports();
        for (const { pid } of findPlaneProcesses(directory())) {
            process.kill(pid, "SIGKILL");
        }
        rmSync(join(directory(), "credentials", "tokens.csv"));
        const intruder = await occupy(Number(new URL(before.server).port));

        const after = await startControlPlane();
        intruder.close();
        assert.notEqual(after.server, before.server);
        assert.match(readFileSync(after.kubeconfigPath, "utf8"), new RegExp(`server: ${after.server}\n`));
        assert.equal((await ports()).etcd, etcd);
        assert.equal((await controlPlaneStatus()).state, "running");
    });

    it("ends by itself when its folder is deleted", async () => {
        await startControlPlane();
        rmSync(directory(), { recursive: true });
        const deadline = Date.now() + 15_000;
        while (partsRunning().length > 0 && Date.now() < deadline) {
            await sleep(50);
        }
        assert.deepEqual(partsRunning(), []);
    });

    it("shows the end of the log of a part that does not come up, and leaves nothing running", async () => {
        const broken = join(directory(), "..", "etcd-broken");
        writeFileSync(broken, '#!/bin/sh\necho "panic: the disk is on fire" >&2\nexit 3\n', { mode: 0o700 });
        const tools = async (): Promise<PlaneTools> => ({ ...(await toolchainTools(() => undefined)), etcd: broken });
        await assert.rejects(startControlPlane({ tools }), (error) => {
            assert.ok(error instanceof ControlPlaneError);
            assert.match(error.message, /^etcd ended 3 times while it was starting \(exit code 3\)\./);
            assert.match(error.message, /logs\/etcd\.log:\n {4}panic: the disk is on fire\n/);
            return true;
        });
        assert.deepEqual(partsRunning(), []);
        const status = await controlPlaneStatus();
        assert.equal(status.state, "failed");
        assert.equal(
            status.parts.find(({ name }) => name === "etcd")?.lastExit?.lastLogLine,
            "panic: the disk is on fire",
        );
    });

    it("ends the wait for an API server that was stopped, and says which process that is", async () => {
        await startControlPlane();
        const server = findPlaneProcesses(directory()).find(({ part }) => part === "kube-apiserver");
        assert.ok(server);
        process.kill(server.pid, "SIGSTOP");
        const steps: string[] = [];
        await assert.rejects(startControlPlane({ patience: 0.1, progress: (step) => steps.push(step) }), (error) => {
            assert.ok(error instanceof ControlPlaneError);
            assert.match(error.message, /API server of the embedded control plane has not answered for \d+ s/);
            assert.match(
                error.message,
                new RegExp(`kube-apiserver \\(process ${server.pid}\\) is stopped: kill -CONT`),
            );
            return true;
        });
        assert.match(steps.join("\n"), /waiting for the API server to answer \(up to 6 s\)/);
        process.kill(server.pid, "SIGCONT");
        await startControlPlane();
    });

    it("names a program that cannot be run", async () => {
        const tools = async (): Promise<PlaneTools> => ({
            ...(await toolchainTools(() => undefined)),
            etcd: "/no/such/etcd",
        });
        await assert.rejects(startControlPlane({ tools }), /etcd ended 3 times .*spawn \/no\/such\/etcd ENOENT/);
    });

    const allParts = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok", "supervisor"];

    function partsRunning(): string[] {
        return findPlaneProcesses(directory())
            .map(({ part }) => part)
            .filter((part) => part !== "helper")
            .sort();
    }

    async function ports(): Promise<Record<string, number | undefined>> {
        return Object.fromEntries((await controlPlaneStatus()).parts.map(({ name, port }) => [name, port]));
    }
});

function startInOtherProcess(): ChildProcess {
    const program = `require(${JSON.stringify(join(projectRoot(), "local", "index.ts"))}).startControlPlane()`;
    return spawn(process.execPath, ["--require", join(projectRoot(), "bin", "register.cjs"), "--eval", program], {
        stdio: "ignore",
    });
}

async function occupy(port: number): Promise<Server> {
    const deadline = Date.now() + 5000;
    for (;;) {
        const server = createServer().listen(port, "127.0.0.1");
        try {
            await once(server, "listening");
            return server;
        } catch (error) {
            // The killed server may hold it for another moment.
            if (Date.now() > deadline) {
                throw error;
            }
            await sleep(20);
        }
    }
}
