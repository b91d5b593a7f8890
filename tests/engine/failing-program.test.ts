import assert from "node:assert/strict";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Bucket } from "@pulumi/aws/s3/bucket";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { failFast } from "../../cli/engine/fail-fast";
import { type OperationName, type OperationResult, runOperation } from "../../cli/engine/operation";
import type { Fault } from "../../simulator";
import { openWorkspace } from "./workspace";

const THROTTLED: Fault = { kind: "throttle", operation: "invoke", at: 1 };

describe("A run whose program fails", function () {
    // A run that waits for ever fails by this limit.
    this.timeout(30_000);

    async function run(operation: OperationName, program: PulumiFn, faults: readonly Fault[] = []) {
        const workspace = await openWorkspace(failFast(program), { faults });
        try {
            const result = await runOperation(workspace.stack, operation, {});
            return { result, resources: (await workspace.stack.exportStack()).deployment?.resources ?? [] };
        } finally {
            await workspace.close();
        }
    }

    function failsOnce({ exitCode, errors, failure, cancelled }: OperationResult, message: RegExp): void {
        assert.notEqual(exitCode, 0);
        assert.equal(cancelled, false);
        assert.equal(failure, undefined);
        assert.equal(errors.length, 1, errors.join("\n---\n"));
        assert.match(errors[0] ?? "", message);
    }

    it("ends with one error when a data source is throttled and resources wait for its answer", async () => {
        const { result, resources } = await run("up", () => Promise.resolve(dependents()), [THROTTLED]);
        failsOnce(result, /^error serializing property "bucket":.* ThrottlingException: Rate exceeded .*$/);
        assert.ok(
            resources.some(({ urn }: { urn: string }) => urn.endsWith("::aws")),
            "what was made is in the state",
        );
    });

    it("ends with one error when nothing but an output of the stack waits for the answer", async () => {
        const program = async () => ({ account: getCallerIdentityOutput({}, { provider: provider() }).accountId });
        const { result } = await run("up", program, [{ ...THROTTLED, kind: "server-error" }]);
        failsOnce(result, /^invocation of .*InternalServerException: 500/);
    });

    it("ends with one error when nobody at all waits for the answer", async () => {
        const program = async () => {
            getCallerIdentityOutput({}, { provider: provider() });
        };
        const { result } = await run("up", program, [{ ...THROTTLED, kind: "timeout" }]);
        failsOnce(result, /RequestTimeout: no answer in time/);
    });

    it("ends a preview, too, and shows where a defect of the program is", async () => {
        const program = async () => {
            const { id } = new Bucket("first", {}, { provider: provider() });
            new Bucket("second", { bucket: id.apply(broken) }, { provider: provider("second") });
        };
        const { result } = await run("preview", program);
        failsOnce(result, /cannot read this[\s\S]*\n\s+at .*broken .*failing-program\.test\.ts/);
    });

    it("says each of two failures once", async () => {
        const program = async () => {
            dependents();
            new Bucket(
                "other",
                { bucket: Promise.reject(new Error("a second fault")) },
                { provider: provider("second") },
            );
        };
        const { result } = await run("up", program, [THROTTLED]);
        assert.notEqual(result.exitCode, 0);
        assert.equal(new Set(result.errors).size, result.errors.length, result.errors.join("\n---\n"));
    });

    function provider(name = "aws"): AwsProvider {
        return new AwsProvider(name, { region: "eu-west-1" });
    }

    function dependents() {
        const options = { provider: provider() };
        const bucket = new Bucket("parent", { bucket: getCallerIdentityOutput({}, options).accountId }, options);
        return { child: new Bucket("child", { bucket: bucket.id }, { ...options, parent: bucket }).id };
    }
});

function broken(): string {
    throw new TypeError("cannot read this");
}
