import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { projectRoot } from "../../toolchain/paths";

describe("The policy pack's process", () => {
    it("ends when the engine that started it was killed", async () => {
        const engine = spawn("sh", ["-c", "node main.cjs & echo pack $!; wait"], {
            cwd: join(projectRoot(), "policies"),
            stdio: ["ignore", "pipe", "inherit"],
        });
        let output = "";
        engine.stdout.on("data", (chunk) => {
            output += chunk;
        });
        // It prints the port that it serves on.
        while (!/^\d+$/m.test(output)) {
            await once(engine.stdout, "data");
        }
        engine.kill("SIGKILL");
        await once(engine, "exit");
        await ended(engine, () => Number(/pack (\d+)/.exec(output)?.[1]));
    });

    it("ends when the engine was gone before it was ready", async () => {
        // As the engine starts it: by the SDK's runner, which loads for a while before it loads the pack.
        const runner = ["--eval", 'require("@pulumi/pulumi/cmd/run-policy-pack")', "--", "run-policy-pack"];
        const pack = spawn(process.execPath, [...runner, await freeAddress(), ".", "-typescript=false"], {
            cwd: join(projectRoot(), "policies"),
            stdio: ["ignore", "pipe", "inherit"],
        });
        pack.stdout.resume();
        await ended(pack, () => pack.pid ?? 0);
    });
});

/** Waits for the end of the pack, which holds the pipe of its output, too. */
async function ended(child: ChildProcess, packId: () => number): Promise<void> {
    try {
        await once(child, "close", { signal: AbortSignal.timeout(8_000) });
    } catch (error) {
        process.kill(packId(), "SIGKILL");
        assert.fail(`the pack still runs: ${error}`);
    }
}

/** An address on this machine that nobody listens on. */
async function freeAddress(): Promise<string> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    return `127.0.0.1:${port}`;
}
