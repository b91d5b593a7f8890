import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { restartDelayMs } from "../../../local/part-process";
import { endProcesses, findPlaneProcesses, markedEnvironment, residentBytes } from "../../../local/processes";

// Of this run alone: another one on the machine has processes of its own.
const DIRECTORY = `/no/such/directory/for/tests/${process.pid}`;

describe("the processes of the local cluster", () => {
    const children: ChildProcess[] = [];
    afterEach(() => {
        for (const child of children.splice(0)) {
            child.kill("SIGKILL");
        }
    });

    async function run(program: string, env: Record<string, string>, argument = DIRECTORY): Promise<number> {
        const child = spawn(
            process.execPath,
            ["--eval", `${program};console.log();setInterval(() => {}, 1000)`, argument],
            {
                env,
                stdio: ["ignore", "pipe", "ignore"],
            },
        );
        children.push(child);
        await once(child.stdout, "data");
        assert.ok(child.pid);
        return child.pid;
    }

    it("are found by their mark, and told from what they start themselves by their arguments", async () => {
        const pid = await run("", markedEnvironment(DIRECTORY, "etcd"));
        const helper = await run("", markedEnvironment(DIRECTORY, "supervisor"), "inherited");
        await run("", markedEnvironment(`${DIRECTORY}/other`, "etcd"), `${DIRECTORY}/other`);
        await run("", {});
        const found = findPlaneProcesses(DIRECTORY).sort((one, other) => one.part.localeCompare(other.part));
        assert.deepEqual(found, [
            { pid, part: "etcd" },
            { pid: helper, part: "helper" },
        ]);
        assert.ok(residentBytes(pid) > 1024 * 1024);
    });

    it("are asked to end, and killed when they do not", async () => {
        const obedient = await run("", markedEnvironment(DIRECTORY, "kwok"));
        const stubborn = await run("process.on('SIGTERM', () => {})", markedEnvironment(DIRECTORY, "etcd"));
        assert.deepEqual(
            findPlaneProcesses(DIRECTORY)
                .map(({ pid }) => pid)
                .sort(),
            [obedient, stubborn].sort(),
        );
        assert.deepEqual(await endProcesses(() => findPlaneProcesses(DIRECTORY), 1500), []);
        // The kernel has let go of them a moment before Node.js hears of it.
        await Promise.all(children.map((child) => child.signalCode ?? once(child, "exit")));
        const [first, second] = children;
        assert.equal(first?.signalCode, "SIGTERM");
        assert.equal(second?.signalCode, "SIGKILL");
    });

    it("are started again at growing intervals", () => {
        assert.deepEqual([1, 2, 3, 4, 20].map(restartDelayMs), [250, 500, 1000, 2000, 30_000]);
    });
});
