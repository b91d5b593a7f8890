import type { ProviderImplementation } from "../../../core/engine/provider";
import type { PropertyMap } from "../../../core/engine/values";
import { AwsProvider } from "../../../simulator/aws/provider";
import { SimulatedKubernetesProvider } from "../../../simulator/kubernetes/simulated";
import { World } from "../../../simulator/world/world";

/** One resource of a program. Its inputs may name ids and outputs of those before it. */
export interface Declared {
    readonly type: string;
    readonly name: string;
    inputs(made: Made): PropertyMap;
}

/** What a program sees of the resources before: outputs with the id, by logical name. */
export type Made = (name: string) => PropertyMap;

interface StateEntry {
    readonly type: string;
    readonly id: string;
    readonly inputs: PropertyMap;
    readonly outputs: PropertyMap;
}

/** What the engine remembers, in the order of creation. `old` are resources that are still to be deleted. */
export interface State {
    readonly resources: Map<string, StateEntry>;
    readonly old: Map<string, StateEntry>;
}

/** The run was killed. */
export class Killed extends Error {}

/** Calls that change the cloud, counted; the planned one ends the run, before its work or after it. */
export class Countdown {
    count = 0;

    constructor(
        readonly killAt = Number.POSITIVE_INFINITY,
        readonly moment: "before" | "after" = "before",
    ) {}

    run<T>(work: () => T): T {
        this.count += 1;
        if (this.count === this.killAt && this.moment === "before") {
            throw new Killed();
        }
        const result = work();
        if (this.count === this.killAt) {
            throw new Killed();
        }
        return result;
    }
}

export function emptyState(): State {
    return { resources: new Map(), old: new Map() };
}

/**
 * A twin of the engine for one thing: in which order it asks providers what. State is written when a call has been answered,
 * and every run opens the world's file anew, as another process would.
 */
export class SmallEngine {
    private readonly providers: ReadonlyMap<string, ProviderImplementation>;

    constructor(
        readonly file: string,
        readonly state: State,
        readonly countdown = new Countdown(),
        readonly preview = false,
    ) {
        const world = new World({ file });
        const providers = [new AwsProvider(world), new SimulatedKubernetesProvider(world)];
        for (const provider of providers) {
            provider.configure({ args: { region: "eu-west-1" }, urn: undefined });
        }
        this.providers = new Map(providers.map((provider) => [provider.package, provider]));
    }

    async up(program: readonly Declared[]): Promise<void> {
        for (const [urn, entry] of this.state.old) {
            await this.delete(this.state.old, urn, entry);
        }
        const outputs = new Map<string, PropertyMap>();
        for (const { type, name, inputs } of program) {
            const made = await this.step(
                type,
                name,
                inputs((other) => outputs.get(other) ?? {}),
            );
            outputs.set(name, { ...made.outputs, id: made.id });
        }
        for (const [urn, entry] of [...this.state.old]) {
            await this.delete(this.state.old, urn, entry);
        }
        const names = new Set(program.map(({ type, name }) => urnOf(type, name)));
        for (const [urn, entry] of [...this.state.resources].reverse()) {
            if (!names.has(urn)) {
                await this.delete(this.state.resources, urn, entry);
            }
        }
    }

    destroy(): Promise<void> {
        return this.up([]);
    }

    private async step(type: string, name: string, news: PropertyMap): Promise<StateEntry> {
        const urn = urnOf(type, name);
        const old = this.state.resources.get(urn);
        const provider = this.provider(type);
        const request = { urn, type, name };
        const check = async (olds: PropertyMap | undefined) =>
            (await provider.check({ ...request, olds, news, randomSeed: new Uint8Array() })).inputs;
        if (!old) {
            return this.create(type, name, await check(undefined));
        }
        const inputs = await check(old.inputs);
        const known = { ...request, id: old.id, oldInputs: old.inputs, oldOutputs: old.outputs };
        const diff = await provider.diff({ ...known, news: inputs, ignoreChanges: [] });
        if (diff.differences.length === 0) {
            return old;
        }
        if (diff.differences.some(({ replace }) => replace)) {
            if (diff.deleteBeforeReplace) {
                await this.delete(this.state.resources, urn, old);
            } else {
                this.state.old.set(urn, old);
            }
            return this.create(type, name, await check(undefined));
        }
        const outputs = await this.change(() =>
            provider.update({ ...known, inputs, preview: this.preview, timeoutSeconds: 0 }),
        );
        return this.remember(urn, { type, id: old.id, inputs, outputs });
    }

    private async create(type: string, name: string, inputs: PropertyMap): Promise<StateEntry> {
        const urn = urnOf(type, name);
        const request = { urn, type, name, inputs, preview: this.preview, timeoutSeconds: 0 };
        const made = await this.change(() => this.provider(type).create(request));
        return this.remember(urn, { type, inputs, ...made });
    }

    private async delete(entries: Map<string, StateEntry>, urn: string, entry: StateEntry): Promise<void> {
        const { type, id, inputs, outputs } = entry;
        const request = { urn, type, name: urn, id, oldInputs: inputs, oldOutputs: outputs, timeoutSeconds: 0 };
        if (!this.preview) {
            await this.change(() => this.provider(type).delete(request));
        }
        entries.delete(urn);
    }

    private change<T>(work: () => T): T {
        return this.preview ? work() : this.countdown.run(work);
    }

    private remember(urn: string, entry: StateEntry): StateEntry {
        this.state.resources.set(urn, entry);
        return entry;
    }

    private provider(type: string): ProviderImplementation {
        const provider = this.providers.get(type.split(":")[0] ?? "");
        if (!provider) {
            throw new Error(`no provider for ${type}`);
        }
        return provider;
    }
}

function urnOf(type: string, name: string): string {
    return `urn:pulumi:test::test::${type}::${name}`;
}
