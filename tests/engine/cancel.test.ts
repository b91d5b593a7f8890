import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { projectRoot } from "../../toolchain/paths";

describe("A run of platform that is told to stop", function () {
    this.timeout(120_000);
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-cancel-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("ends its running steps, keeps a valid state, and leaves the rest to the next run", async () => {
        const first = platform(["up", "local", "--offline", "--verbose"]);
        await first.says(/^up of local[\s\S]*create\n/m);
        first.child.kill("SIGINT");
        assert.notEqual(await first.exitCode, 0);
        assert.match(first.stderr(), /Cancelling/);
        assert.match(first.stdout(), /^up local: cancelled in /m);
        assert.doesNotMatch(first.stdout(), /context canceled/);
        await allEnd(folder);
        const latest = state();
        assert.equal(latest.pending_operations, undefined);

        const second = platform(["up", "local", "--offline", "--json"]);
        assert.equal(await second.exitCode, 0, second.stderr());
        const { changes } = JSON.parse(second.stdout());
        assert.ok(changes.create > 0, "the first run had been cancelled too late to show anything");
        assert.equal(changes.same, latest.resources.length);
        assert.deepEqual(Object.keys(changes).sort(), ["create", "same"]);
    });

    it("leaves no folder behind when it was about to start the engine", async () => {
        const preview = platform(["preview", "local", "--offline"]);
        while (readdirSync(folder).length === 0) {
            await delay(5);
        }
        preview.child.kill("SIGTERM");
        assert.equal(await preview.exitCode, 143);
        assert.deepEqual(readdirSync(folder), []);
    });

    it("has its folder removed by the next preview when it was killed", async () => {
        const killed = platform(["preview", "local", "--offline"]);
        const isPreviews = (name: string) => name.startsWith("eks-platform-preview-");
        while (!readdirSync(folder).some(isPreviews)) {
            await delay(5);
        }
        killed.child.kill("SIGKILL");
        await killed.exitCode;
        assert.equal(readdirSync(folder).some(isPreviews), true);
        assert.equal(await platform(["preview", "local", "--offline"]).exitCode, 0);
        assert.deepEqual(readdirSync(folder).filter(isPreviews), []);
    });

    it("ends with all that it started when its reader has enough", async () => {
        const preview = platform(["preview", "local", "--offline"]);
        await preview.says(/^preview of local/m);
        preview.child.stdout.destroy();
        preview.child.stderr.destroy();
        assert.notEqual(await preview.exitCode, 0);
        await allEnd(folder);
    });

    it("cancels, and keeps a valid state, when its terminal closes", async () => {
        const update = platform(["up", "local", "--offline", "--verbose"], { detached: true });
        await update.says(/^up of local[\s\S]*create\n/m);
        // The kernel tells every process of the group.
        process.kill(-Number(update.child.pid), "SIGHUP");
        assert.notEqual(await update.exitCode, 0);
        assert.match(update.stdout(), /^up local: cancelled in /m);
        await allEnd(folder);
        const { pending_operations, resources } = state();
        assert.equal(pending_operations, undefined);
        assert.ok(resources.length > 1);
    });

    it("cancels when npm was killed, which can tell nobody", async () => {
        const update = started("npm", ["run", "--silent", "up", "--", "local", "--offline", "--verbose"]);
        await update.says(/^up of local[\s\S]*create\n/m);
        update.child.kill("SIGKILL");
        // The output closes when the last process that npm started has ended.
        await update.exitCode;
        assert.match(update.stdout(), /^up local: cancelled in /m);
        await allEnd(folder);
    });

    for (const moment of [0, 300, 1_000]) {
        it(`leaves neither engine nor policy pack when it is killed, ${moment} ms after the engine began`, async () => {
            const update = platform(["up", "local", "--offline", "--verbose"]);
            await update.says(/^preview of local/m);
            await delay(moment);
            update.child.kill("SIGKILL");
            await update.exitCode;
            await allEnd(folder);
        });
    }

    function state() {
        const stacks = join(folder, "home", "stacks", "local-simulated", "state", ".pulumi", "stacks", "eks-platform");
        return JSON.parse(readFileSync(join(stacks, "local.json"), "utf8")).checkpoint.latest;
    }

    /** Starts the command with everything that it may write below the test's folder. */
    function platform(args: readonly string[], options: { readonly detached?: boolean } = {}) {
        return started(process.execPath, [join(projectRoot(), "bin", "platform.mjs"), ...args], options);
    }

    function started(command: string, args: readonly string[], { detached = false } = {}) {
        const child = spawn(command, args, {
            cwd: projectRoot(),
            stdio: ["ignore", "pipe", "pipe"],
            env: { ...process.env, EKS_PLATFORM_HOME: join(folder, "home"), TMPDIR: folder, NO_COLOR: "1" },
            detached,
        });
        const output = { stdout: "", stderr: "" };
        child.stdout.on("data", (chunk) => {
            output.stdout += chunk;
        });
        child.stderr.on("data", (chunk) => {
            output.stderr += chunk;
        });
        return {
            child,
            stdout: () => output.stdout,
            stderr: () => output.stderr,
            exitCode: closed(child),
            says: async (pattern: RegExp) => {
                while (!pattern.test(output.stdout) && child.exitCode === null) {
                    await delay(20);
                }
                assert.match(output.stdout, pattern);
            },
        };
    }
});

async function closed(child: ChildProcess): Promise<number | null> {
    const [code] = await once(child, "close");
    return code;
}

/** Processes of a run in `folder`, whoever started them: command, engine and policy pack inherit the run's environment. */
function processesOf(folder: string): readonly string[] {
    return readdirSync("/proc").filter((entry) => {
        try {
            return (
                /^\d+$/.test(entry) &&
                readFileSync(`/proc/${entry}/environ`, "utf8").split("\0").includes(`TMPDIR=${folder}`)
            );
        } catch {
            return false;
        }
    });
}

/** Nothing is told to them: they have to see by themselves that nobody waits any more. */
async function allEnd(folder: string, seconds = 20): Promise<void> {
    for (let tick = 0; tick < seconds * 10 && processesOf(folder).length > 0; tick++) {
        await delay(100);
    }
    const left = processesOf(folder).map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
    for (const pid of processesOf(folder)) {
        process.kill(Number(pid), "SIGKILL");
    }
    assert.deepEqual(left, []);
}
