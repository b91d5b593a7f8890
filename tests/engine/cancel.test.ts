import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
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
        const first = platform(["up", "local", "--offline"]);
        await first.says(/^up of local[\s\S]*create\n/m);
        first.child.kill("SIGINT");
        assert.notEqual(await first.exitCode, 0);
        assert.match(first.stderr(), /Cancelling/);
        assert.match(first.stdout(), /^up local: cancelled in /m);
        assert.doesNotMatch(first.stdout(), /context canceled/);
        assert.deepEqual(processesBelow(folder), []);
        const state = join(folder, "home", "stacks", "local-simulated", "state", ".pulumi", "stacks", "eks-platform");
        const { latest } = JSON.parse(readFileSync(join(state, "local.json"), "utf8")).checkpoint;
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
        while (readdirSync(folder).length === 0) await delay(5);
        preview.child.kill("SIGTERM");
        assert.equal(await preview.exitCode, 143);
        assert.deepEqual(readdirSync(folder), []);
    });

    it("has its folder removed by the next preview when it was killed", async () => {
        const killed = platform(["preview", "local", "--offline"]);
        const isPreviews = (name: string) => name.startsWith("eks-platform-preview-");
        while (!readdirSync(folder).some(isPreviews)) await delay(5);
        killed.child.kill("SIGKILL");
        await killed.exitCode;
        assert.equal(readdirSync(folder).some(isPreviews), true);
        assert.equal(await platform(["preview", "local", "--offline"]).exitCode, 0);
        assert.deepEqual(readdirSync(folder).filter(isPreviews), []);
    });

    /** Starts the command with everything that it may write below the test's folder. */
    function platform(args: readonly string[]) {
        const child = spawn(process.execPath, [join(projectRoot(), "bin", "platform.mjs"), ...args], {
            stdio: ["ignore", "pipe", "pipe"],
            env: { ...process.env, EKS_PLATFORM_HOME: join(folder, "home"), TMPDIR: folder, NO_COLOR: "1" },
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
                while (!pattern.test(output.stdout) && child.exitCode === null) await delay(20);
                assert.match(output.stdout, pattern);
            },
        };
    }
});

async function closed(child: ChildProcess): Promise<number | null> {
    const [code] = await once(child, "close");
    return code;
}

/** Processes whose working directory lies below `folder`: the engine's is the stack's project. */
function processesBelow(folder: string): readonly string[] {
    return readdirSync("/proc").filter((entry) => {
        try {
            return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`).startsWith(folder);
        } catch {
            return false;
        }
    });
}
