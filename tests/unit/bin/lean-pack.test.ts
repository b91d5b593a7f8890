import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../../../toolchain/paths";

const LOADED = "LOADED";

describe("The SDK's runner of policy packs", function () {
    this.timeout(60_000);

    it("starts this project's pack without a TypeScript compiler and without a debugger", async () => {
        // The pack ends with its engine, so there has to be one.
        const engine = createServer().listen(0, "127.0.0.1");
        await once(engine, "listening");
        const address = engine.address();
        const port = typeof address === "object" ? address?.port : undefined;
        const script = `
            require("@pulumi/pulumi/cmd/run-policy-pack");
            process.on("SIGTERM", () => {
                const heavy = Object.keys(require.cache).filter((file) => /@pulumi.*typescript\\.js|node_modules.typescript|ts-node|v8Hooks/.test(file));
                console.error("${LOADED}:" + heavy.length);
                process.exit();
            });
        `;
        const pack = spawn(
            process.execPath,
            [
                ...["--require", join(projectRoot(), "bin", "quick-sdk.cjs"), "--eval", script, "--"],
                ...["run-policy-pack", `127.0.0.1:${port}`, ".", "-typescript=false"],
            ],
            { cwd: join(projectRoot(), "policies"), stdio: ["ignore", "pipe", "pipe"] },
        );
        try {
            let stderr = "";
            pack.stderr.on("data", (data) => {
                stderr += data;
            });
            const [line] = await once(createInterface(pack.stdout), "line");
            assert.match(line, /^\d+$/);
            const closed = once(pack, "close");
            pack.kill("SIGTERM");
            await closed;
            assert.equal(stderr.trim(), `${LOADED}:0`);
        } finally {
            pack.kill("SIGKILL");
            engine.close();
        }
    });
});
