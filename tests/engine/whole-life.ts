import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OperationName, type OperationResult, runOperation } from "../../cli/engine/operation";
import { type GuardedResult, guarded } from "../../cli/engine/replacement-guard";
import { openSession, type Session } from "../../cli/engine/session";
import { readSettings } from "../../cli/engine/stack-settings";
import { type Fault, readJournal } from "../../simulator";

export type Settings = Readonly<Record<string, unknown>>;

/** A cluster with one node group and nothing in it: what a feature is tried on, quickly. */
export const BARE: Readonly<Record<string, unknown>> = {
    region: "eu-west-1",
    cluster: { kind: "eks", name: "c1", endpoint: { publicCidrs: ["203.0.113.0/24"] } },
    nodeGroups: { a: { instanceTypes: ["m7g.large"], max: 3 } },
    network: { zones: ["eu-west-1a", "eu-west-1b"] },
    calico: { enabled: false },
    ingress: { enabled: false },
    admission: { enabled: false },
};

/** Settings with the keys that they have in a stack's file. */
export function valuesOf(settings: Settings): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`eks-platform:${key}`, value]));
}

/** What a run is told beside its operation and settings. */
interface RunOptions {
    /** What goes wrong, on a run whose state is then written at each step, as the command line's is. @default nothing */
    readonly fault?: Fault;
    /** Levels and parameters of the policies that judge it. @default no policy does */
    readonly policyConfig?: string;
    /** Whether it fails where anything changes. @default false */
    readonly expectNoChanges?: boolean;
}

/** A simulated stack that lives through its operations, each with settings of its own. */
export class Life {
    private readonly folder = mkdtempSync(join(tmpdir(), "eks-platform-life-"));
    private session: Session | undefined;

    /** Another life from here on, which this one knows nothing of. */
    copy(): Life {
        const copy = new Life();
        cpSync(this.folder, copy.folder, { recursive: true });
        return copy;
    }

    /** Runs an operation on the stack with these settings. */
    async run(operation: OperationName, settings: Settings, options: RunOptions = {}): Promise<OperationResult> {
        const { fault, policyConfig, expectNoChanges = false } = options;
        await this.pause();
        const file = join(this.folder, "Pulumi.x.yaml");
        writeFileSync(file, JSON.stringify({ config: valuesOf(settings) }));
        this.session = await openSession({
            ...{ target: "simulated", settings: readSettings("x", file), ephemeral: true, directory: this.directory },
            ...(fault ? { faults: [fault] } : { checkpoints: false }),
            ...{ runsProgram: true, runsPolicies: policyConfig !== undefined },
            note: () => undefined,
        });
        return runOperation(this.session.stack, operation, {
            expectNoChanges,
            ...(policyConfig !== undefined && { policyConfig }),
        });
    }

    /**
     * Previews settings, as the command line judges them.
     *
     * @param allowed URNs, with `*` for any text, of what may lose its data
     */
    async preview(settings: Settings, ...allowed: readonly string[]): Promise<GuardedResult> {
        return guarded(await this.run("preview", settings), { given: allowed, configured: [] });
    }

    /** The simulated cloud, as the last operation left it. */
    get world(): NonNullable<Session["world"]> {
        return this.session?.world ?? assert.fail("no operation has run yet");
    }

    /** The stack as the last operation opened it. */
    get stack(): Session["stack"] {
        return this.session?.stack ?? assert.fail("no operation has run yet");
    }

    /** Properties of the resources of a type, as the simulated world has them. */
    resources(type: string): readonly Readonly<Record<string, unknown>>[] {
        return (this.session?.world?.list(type) ?? []).map(({ id, outputs }) => ({ id, ...outputs }));
    }

    /** Folder of the stack's state and world. */
    get directory(): string {
        return join(this.folder, "stack");
    }

    /** Every resource that the cloud has, a line each, without what differs from one world to the next. */
    cloud(): readonly string[] {
        const withoutSalt = (_key: string, value: unknown) =>
            typeof value === "object" && value !== null && "sealed-secret" in value ? "a secret" : value;
        return readJournal(join(this.directory, "world.jsonl"))
            .map((resource) => JSON.stringify(resource, withoutSalt))
            .sort();
    }

    /** What the engine's state knows of, a line each; providers have ids that each run makes up. */
    known(): readonly string[] {
        const file = join(this.directory, "state", ".pulumi", "stacks", "eks-platform", "x.json");
        const { resources = [] } = JSON.parse(readFileSync(file, "utf8")).checkpoint.latest;
        return resources
            .map(({ id, urn, type }: Readonly<Record<string, string>>) =>
                type?.startsWith("pulumi:providers:") ? urn : `${urn} ${id}`,
            )
            .sort();
    }

    /** Brings settings up, and holds that a second update changes nothing and that nothing has drifted. */
    async settle(settings: Settings, policyConfig?: string): Promise<void> {
        const { errors, policyViolations } = await this.run("up", settings, policyConfig ? { policyConfig } : {});
        const broken = policyViolations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
        assert.deepEqual([...errors, ...broken], []);
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

    /** Ends the last run's session, whose world is then on the disk alone. */
    async pause(): Promise<void> {
        await this.session?.close();
        this.session = undefined;
    }

    /** Removes all traces. */
    async close(): Promise<void> {
        await this.pause();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
