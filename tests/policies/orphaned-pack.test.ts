import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
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
        while (!/^\d+$/m.test(output)) await once(engine.stdout, "data");
        engine.kill("SIGKILL");
        await once(engine, "exit");
        // The pack holds the pipe as well, so it closes only when both are gone.
        try {
            await once(engine, "close", { signal: AbortSignal.timeout(5_000) });
        } catch (error) {
            process.kill(Number(/pack (\d+)/.exec(output)?.[1]), "SIGKILL");
            assert.fail(`the pack still runs: ${error}`);
        }
    });
});
