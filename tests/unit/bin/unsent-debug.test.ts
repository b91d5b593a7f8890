import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { projectRoot } from "../../../toolchain/paths";

describe("What the Pulumi SDK tells the engine", () => {
    /** The severities of what is told while a resource is made and a warning is given, and the resource's URN. */
    function told(environment: Record<string, string>) {
        const script = `
            require("./bin/quick-sdk.cjs");
            const { CustomResource, log, runtime } = require("@pulumi/pulumi");
            const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb");
            const { getStore } = require("@pulumi/pulumi/runtime/state");
            const severities = [];
            EngineClient.prototype.log = (request, callback) => {
                severities.push(request.getSeverity());
                callback(null);
            };
            (async () => {
                await runtime.setMocks({ newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) });
                getStore().settings.options.engineAddr = "127.0.0.1:1";
                const urn = await new CustomResource("a:b:C", "name", {}).urn.promise();
                await log.warn("a warning");
                console.log(JSON.stringify({ urn, severities: [...new Set(severities)] }));
            })();
        `;
        const run = spawnSync(process.execPath, ["--eval", script], {
            cwd: projectRoot(),
            encoding: "utf8",
            env: { ...process.env, EKS_PLATFORM_PLAIN_SDK: "", ...environment },
        });
        assert.equal(run.status, 0, run.stderr);
        const found: { urn: string; severities: number[] } = JSON.parse(run.stdout);
        assert.match(found.urn, /a:b:C::name$/);
        return found.severities;
    }
    const DEBUG = 0;
    const WARNING = 2;

    it("is what the user shall see", () => assert.deepEqual(told({}), [WARNING]));

    it("is each step of each registration, too, where the SDK is as it is published", () => {
        assert.deepEqual(told({ EKS_PLATFORM_PLAIN_SDK: "true" }), [DEBUG, WARNING]);
    });
});
