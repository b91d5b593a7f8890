import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readJournal } from "../../simulator";
import { projectRoot } from "../../toolchain/paths";

/** Resources after which the update is killed: in the middle of the network, the cluster and what goes into it. */
const KILLED_AFTER = 110;

describe("platform up dev --offline that is killed", function () {
    this.timeout(600_000);
    const folders: string[] = [];
    let undisturbed: readonly string[];

    before(() => {
        const home = newHome();
        assert.equal(platform(home, "up").status, 0);
        undisturbed = cloud(home);
        assert.ok(undisturbed.length > KILLED_AFTER);
    });
    after(() => {
        for (const folder of folders) {
            rmSync(folder, { recursive: true, force: true });
        }
    });

    it("comes to the same end when it is run again", async () => {
        const home = newHome();
        await killedAfter(home, KILLED_AFTER);
        const again = platform(home, "up");
        assert.equal(again.status, 0, again.stdout + again.stderr);
        const repeated = cloud(home);
        assert.deepEqual(
            { absent: without(undisturbed, repeated), foreign: without(repeated, undisturbed) },
            { absent: [], foreign: [] },
        );
    });

    it("leaves nothing when it is destroyed instead", async () => {
        const home = newHome();
        await killedAfter(home, KILLED_AFTER);
        const destroy = platform(home, "destroy");
        assert.equal(destroy.status, 0, destroy.stdout + destroy.stderr);
        assert.deepEqual(cloud(home), []);
    });

    function newHome(): string {
        const folder = mkdtempSync(join(tmpdir(), "eks-platform-killed-"));
        folders.push(folder);
        return folder;
    }

    function platform(home: string, operation: string) {
        return spawnSync(process.execPath, [command(), operation, "dev", "--offline"], {
            encoding: "utf8",
            env: { ...process.env, EKS_PLATFORM_HOME: home, NO_COLOR: "1" },
        });
    }

    /** Starts an update and kills it, the engine too, as soon as the simulated world has so many resources. */
    async function killedAfter(home: string, count: number): Promise<void> {
        const child = spawn(process.execPath, [command(), "up", "dev", "--offline"], {
            detached: true,
            stdio: "ignore",
            env: { ...process.env, EKS_PLATFORM_HOME: home },
        });
        const ended = once(child, "exit");
        while (child.exitCode === null && (!existsSync(world(home)) || readJournal(world(home)).length < count)) {
            await delay(2);
        }
        assert.equal(child.exitCode, null, "the run ended before it could be killed");
        process.kill(-(child.pid ?? 0), "SIGKILL");
        await ended;
    }

    const command = () => join(projectRoot(), "bin", "platform.mjs");
    const world = (home: string) => join(home, "stacks", "dev-simulated", "world.jsonl");

    /** What exists, without the salt of the world's secrets. */
    function cloud(home: string): readonly string[] {
        assert.ok(readFileSync(world(home), "utf8").length > 0);
        return readJournal(world(home))
            .map((resource) =>
                JSON.stringify(resource, (_key, value) => (value?.["sealed-secret"] ? "a secret" : value)),
            )
            .sort();
    }
});

/** The first of the lines that are not among the others: the whole lists would fill the screen. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
    return lines.filter((line) => !others.includes(line)).slice(0, 3);
}
