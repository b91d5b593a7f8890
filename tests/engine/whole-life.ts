import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OperationName, type OperationResult, runOperation } from "../../cli/engine/operation";
import { type GuardedResult, guarded } from "../../cli/engine/replacement-guard";
import { openSession, type Session } from "../../cli/engine/session";
import { readSettings } from "../../cli/engine/stack-settings";

type Settings = Readonly<Record<string, unknown>>;

/** A cluster with one node group and nothing in it: what a feature is tried on, quickly. */
export const BARE: Settings = {
    region: "eu-west-1",
    cluster: { kind: "eks", name: "c1", endpoint: { publicCidrs: ["203.0.113.0/24"] } },
    nodeGroups: { a: { instanceTypes: ["m7g.large"], max: 3 } },
    network: { zones: ["eu-west-1a", "eu-west-1b"] },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
};

/** A simulated stack that lives through its operations, each with settings of its own. */
export class Life {
    private readonly folder = mkdtempSync(join(tmpdir(), "eks-platform-life-"));
    private session: Session | undefined;

    /** Runs an operation on the stack with these settings. */
    async run(operation: OperationName, settings: Settings): Promise<OperationResult> {
        await this.session?.close();
        const file = join(this.folder, "Pulumi.x.yaml");
        const entries = Object.entries(settings).map(([key, value]) => [`eks-platform:${key}`, value]);
        writeFileSync(file, JSON.stringify({ config: Object.fromEntries(entries) }));
        this.session = await openSession({
            ...{ target: "simulated", settings: readSettings("x", file), ephemeral: true, checkpoints: false },
            ...{ directory: join(this.folder, "stack"), runsProgram: true },
            note: () => undefined,
        });
        return runOperation(this.session.stack, operation, {});
    }

    /** Previews settings, as the command line judges them. */
    async preview(settings: Settings): Promise<GuardedResult> {
        return guarded(await this.run("preview", settings), { given: [], configured: [] });
    }

    /** Properties of the resources of a type, as the simulated world has them. */
    resources(type: string): readonly Readonly<Record<string, unknown>>[] {
        return (this.session?.world?.list(type) ?? []).map(({ id, outputs }) => ({ id, ...outputs }));
    }

    /** Brings settings up, and holds that a second update changes nothing and that nothing has drifted. */
    async settle(settings: Settings): Promise<void> {
        assert.deepEqual((await this.run("up", settings)).errors, []);
        for (const operation of ["up", "refresh"] as const) {
            const { errors, changes } = await this.run(operation, settings);
            assert.deepEqual(errors, []);
            assert.deepEqual(Object.keys(changes), ["same"], operation);
        }
    }

    /** Destroys the stack, and holds that the world is empty. */
    async end(settings: Settings): Promise<void> {
        assert.deepEqual((await this.run("destroy", settings)).errors, []);
        assert.deepEqual(
            this.session?.world?.list().map(({ type, id }) => `${type} ${id}`),
            [],
        );
    }

    /** Removes all traces. */
    async close(): Promise<void> {
        await this.session?.close();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
