import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type EngineEvent, LocalWorkspace, PulumiCommand, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import type { Providers } from "../../core/engine/serve";
import { serveRealProviders } from "../../providers";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator";
import { resolveTools } from "../../toolchain";

/** How the engine marks a value that it does not know yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** One thing that the engine did, or in a preview would do, to a resource. */
export interface Step {
    /** `create`, `update`, `same`, `delete`, `create-replacement`, `refresh`... */
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** What one operation of the engine told. */
export class Run {
    constructor(
        readonly events: readonly EngineEvent[],
        /** The engine's own words when it failed. */
        readonly failure: string | undefined,
    ) {}

    /** Every resource once, as it was when its step was complete. */
    get steps(): readonly Step[] {
        const steps = new Map<string, Step>();
        for (const event of this.events) {
            const metadata = event.resourcePreEvent?.metadata ?? event.resOutputsEvent?.metadata;
            if (!metadata) {
                continue;
            }
            steps.set(`${metadata.op} ${metadata.urn}`, {
                op: metadata.op,
                urn: metadata.urn,
                type: metadata.type,
                inputs: metadata.new?.inputs ?? {},
                outputs: metadata.new?.outputs ?? {},
            });
        }
        return [...steps.values()];
    }

    /** How many resources each operation met, for example `{ create: 12 }`. */
    get changes(): Readonly<Record<string, number>> {
        return this.events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges ?? {};
    }

    /** URNs of resources with a value that is not known. */
    get unknowns(): readonly string[] {
        return this.steps
            .filter((step) => JSON.stringify([step.inputs, step.outputs]).includes(UNKNOWN))
            .map((step) => step.urn);
    }

    /** The messages of errors and warnings, without colours. */
    diagnostics(severity: "error" | "warning"): readonly string[] {
        return this.events
            .filter((event) => event.diagnosticEvent?.severity === severity)
            .map((event) => (event.diagnosticEvent?.message ?? "").replace(/<\{%[^%]*%\}>/g, "").trim());
    }

    /** The order in which an operation came to the resources: positions of URNs that end with the given names. */
    position(op: string, name: string): number {
        return this.steps.findIndex((step) => step.op === op && step.urn.endsWith(`::${name}`));
    }
}

/** A program, the real engine, and stand-in providers for it, in a folder that goes away with it. */
export interface Workspace {
    readonly stack: Stack;
    /** Where the stack's state is. */
    readonly folder: string;
    preview(): Promise<Run>;
    up(options?: { readonly expectNoChanges?: boolean }): Promise<Run>;
    refresh(options?: { readonly expectNoChanges?: boolean }): Promise<Run>;
    destroy(): Promise<Run>;
    close(): Promise<void>;
}

/** A workspace whose clouds are simulated. */
export interface SimulatedWorkspace extends Workspace {
    readonly simulator: Simulator;
}

/** Opens a stack of an inline program on the simulator. */
export async function openWorkspace(program: PulumiFn, options: SimulatorOptions = {}): Promise<SimulatedWorkspace> {
    const folder = newFolder();
    const simulator = await startSimulator({
        ...options,
        ...(options.worldFile !== undefined && { worldFile: resolve(folder, options.worldFile) }),
    });
    return { ...(await openStack(program, folder, simulator)), simulator };
}

/** Opens a stack of an inline program on the providers of a real cluster. */
export async function openRealWorkspace(program: PulumiFn): Promise<Workspace> {
    return openStack(program, newFolder(), await serveRealProviders());
}

function newFolder(): string {
    return mkdtempSync(join(tmpdir(), "eks-platform-engine-"));
}

async function openStack(program: PulumiFn, folder: string, providers: Providers): Promise<Workspace> {
    const tools = await resolveTools(["pulumi"]);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: scratch\nruntime: nodejs\n");
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "test", projectName: "scratch", program },
        {
            pulumiCommand: await PulumiCommand.get({ root: join(tools.pulumi.path, "..", "..") }),
            workDir: folder,
            envVars: {
                PULUMI_BACKEND_URL: `file://${folder}`,
                PULUMI_CONFIG_PASSPHRASE: "a passphrase of a test",
                PULUMI_HOME: join(folder, "home"),
                ...providers.env,
            },
        },
    );

    async function run(operation: (onEvent: (event: EngineEvent) => void) => Promise<unknown>): Promise<Run> {
        const events: EngineEvent[] = [];
        try {
            await operation((event) => events.push(event));
            return new Run(events, undefined);
        } catch (error) {
            return new Run(events, error instanceof Error ? error.message : String(error));
        }
    }

    return {
        stack,
        folder,
        preview: () => run((onEvent) => stack.preview({ onEvent })),
        up: (settings = {}) => run((onEvent) => stack.up({ onEvent, ...settings })),
        refresh: (settings = {}) => run((onEvent) => stack.refresh({ onEvent, ...settings })),
        destroy: () => run((onEvent) => stack.destroy({ onEvent })),
        async close() {
            await providers.close();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
