import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { runOperation } from "../../cli/engine/operation";
import { driftReport } from "../../cli/output/drift";
import { sample } from "./sample";
import { openWorkspace, type SimulatedWorkspace } from "./workspace";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const SERVICE = "kubernetes:core/v1:Service";

const RESULT = {
    operation: "drift",
    exitCode: 2,
    durationSeconds: 1,
    policyViolations: [],
    errors: [],
    cancelled: false,
    states: new Map(),
} as const;

describe("Looking for drift", function () {
    this.timeout(120_000);
    let workspace: SimulatedWorkspace;

    before(async () => {
        workspace = await openWorkspace(sample());
        assert.equal((await workspace.up()).failure, undefined);
    });
    after(() => workspace?.close());

    async function drift() {
        const state = JSON.stringify(await workspace.stack.exportStack());
        const result = await runOperation(workspace.stack, "drift", {});
        assert.equal(JSON.stringify(await workspace.stack.exportStack()), state, "the state was changed");
        return result;
    }

    it("finds none where nothing was changed by hand, and ends with 0", async () => {
        const { exitCode, errors, steps } = await drift();
        assert.deepEqual({ exitCode, errors }, { exitCode: 0, errors: [] });
        assert.deepEqual(
            steps.filter(({ changes }) => changes),
            [],
        );
    });

    it("finds what was changed and what was removed, with its properties, ends with 2, and changes no state", async () => {
        workspace.simulator.world.mutate(DEPLOYMENT, "shop/ui", { spec: { replicas: 7 } });
        const service = workspace.simulator.world.list(SERVICE).find(({ id }) => id === "shop/ui");
        assert.ok(service);
        workspace.simulator.world.remove(service);
        const { exitCode, steps, errors } = await drift();
        assert.deepEqual({ exitCode, errors }, { exitCode: 2, errors: [] });
        const report = stripVTControlCharacters(
            driftReport({ ...RESULT, steps, changes: { update: 1, delete: 1 } }, "test", "simulated"),
        );
        assert.match(report, /^ {2}~ Deployment ui\n {6}spec\.replicas: 2 => 7\n {2}- Service ui is gone\n/m);
        assert.match(report, /2 of \d+ resources are not as the state says/);
        assert.match(report, /^Next step: npm run refresh -- test --offline /m);
        const again = await drift();
        assert.equal(again.exitCode, 2, "what was looked at is not adopted");
    });
});
