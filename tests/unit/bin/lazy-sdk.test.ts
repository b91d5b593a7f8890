import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import { projectRoot } from "../../../toolchain/paths";

describe("The Pulumi SDK", () => {
    it("starts without npm's package tree and a TypeScript compiler", () => {
        const script = `
            require("./bin/lazy-sdk.cjs");
            require("@pulumi/pulumi");
            const loaded = Object.keys(require.cache);
            console.log(loaded.filter((file) => /arborist|typescript\\.js|normalize-package-data/.test(file)).length);
        `;
        const run = spawnSync(process.execPath, ["--eval", script], { cwd: projectRoot(), encoding: "utf8" });
        assert.equal(run.stdout.trim(), "0", run.stderr);
    });

    it("still serializes functions, which needs both", async function () {
        this.timeout(30_000);
        const greeting = "hello";
        const { text } = await runtime.serializeFunction(() => `${greeting} ${join("a", "b")}`);
        assert.match(text, /greeting: "hello"/);
        const paths = await runtime.computeCodePaths();
        assert(paths.size > 0);
    });
});
