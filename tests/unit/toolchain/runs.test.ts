import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { resolveTools } from "../../../toolchain";
import { projectRoot } from "../../../toolchain/paths";
import { TOOLS } from "../../../toolchain/tools";
import { finish, killTree } from "./child";
import { FakeMachine, makeBinary } from "./fake-machine";

describe("several runs of the toolchain", () => {
    let machine: FakeMachine;
    const children: ChildProcess[] = [];

    beforeEach(() => {
        machine = new FakeMachine();
    });

    afterEach(() => {
        for (const child of children.splice(0)) {
            killTree(child);
        }
        machine.remove();
    });

    it("build a tool once when they start together", async () => {
        machine.installGo(`/bin/sleep 1; ${makeBinary("helm")}`);
        const runs = await Promise.all([finish(start()), finish(start())]);
        assert.equal(machine.builds.length, 1);
        assert.deepEqual(runs.map(({ output }) => output).sort(), [
            `build ${machine.cached("helm")}`,
            `cache ${machine.cached("helm")}`,
        ]);
        assert.equal(runs.filter(({ errors }) => errors.includes("another run is installing it: waiting")).length, 1);
    });

    it("accept nothing of a run that was killed in the middle of a build", async () => {
        const half = join(machine.folder, "half");
        machine.installGo(`printf '#!/bin/sh\\n' > "$output"; /bin/chmod +x "$output"; echo > ${half}; /bin/sleep 60`);
        const killed = start();
        while (!existsSync(half)) {
            await sleep(20);
        }
        // Until it has ended its folder is one of a run under way.
        const ended = once(killed, "exit");
        killTree(killed);
        await ended;
        assert.equal(existsSync(machine.cached("helm")), false);

        machine.installGo();
        letLockGoStale();
        const { helm } = await resolveTools(["helm"], { context: machine.context });
        assert.equal(helm.source, "build");
        assert.equal(execFileSync(helm.path, { encoding: "utf8" }).trim(), `v${TOOLS.helm.version}`);
        assert.deepEqual(readdirSync(join(machine.cache, "helm")), [TOOLS.helm.version], "what it left is swept away");
    });

    function start(): ChildProcess {
        const script = join(__dirname, "resolve-helm.ts");
        const child = spawn(
            process.execPath,
            ["--require", join(projectRoot(), "bin", "register.cjs"), script, machine.folder],
            {
                cwd: projectRoot(),
                detached: true,
                stdio: ["ignore", "pipe", "pipe"],
            },
        );
        children.push(child);
        return child;
    }

    function letLockGoStale(): void {
        const lock = join(machine.cache, "helm.lock");
        const longAgo = new Date(Date.now() - 60_000);
        utimesSync(lock, longAgo, longAgo);
    }
});
