import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { projectRoot } from "../../../toolchain/paths";

describe("The promises of the Pulumi SDK", () => {
    /** The stack trace that a promise of the SDK has, and the one of an error after it. */
    function traces(environment: Record<string, string>) {
        const script = `
            require("./bin/quick-sdk.cjs");
            require("@pulumi/pulumi");
            const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
            const promise = Promise.resolve(1);
            debuggablePromise(promise, "context").then((value) => {
                console.log(JSON.stringify({ value, promise: promise._debugStackTrace, error: new Error("x").stack }));
            });
        `;
        const run = spawnSync(process.execPath, ["--eval", script], {
            cwd: projectRoot(),
            encoding: "utf8",
            env: { ...process.env, ...environment },
        });
        assert.equal(run.status, 0, run.stderr);
        const { value, promise, error }: Record<string, unknown> = JSON.parse(run.stdout);
        return {
            value,
            promiseIsTraced: /\n +at /.test(String(promise)),
            errorIsTraced: /\n +at /.test(String(error)),
        };
    }

    it("carry no stack trace, while errors do", () => {
        assert.deepEqual(traces({}), { value: 1, promiseIsTraced: false, errorIsTraced: true });
    });

    it("carry one where leaks are looked for", () => {
        const { promiseIsTraced } = traces({ PULUMI_DEBUG_PROMISE_LEAKS: "true" });
        assert.equal(promiseIsTraced, true);
    });
});
