import assert from "node:assert/strict";
import { PartialFailure } from "../../core/engine/errors";
import type {
    CreateRequest,
    DiffResult,
    ProviderImplementation,
    ReadRequest,
    ReadResult,
} from "../../core/engine/provider";
import type { PropertyMap } from "../../core/engine/values";
import { createLiveKubernetesProvider } from "../../providers/kubernetes";

type Outcome = "create" | "update" | "replace" | "same";

interface Resource {
    readonly type: string;
    readonly id: string;
    readonly inputs: PropertyMap;
    readonly outputs: PropertyMap;
}

type LiveOptions = Parameters<typeof createLiveKubernetesProvider>[0];

/** Drives a provider through the calls that the engine would make, and keeps what the engine would keep. */
export class LiveStack {
    readonly resources = new Map<string, Resource>();
    /** Why what was read last is not ready. */
    readonly unready = new Map<string, readonly string[]>();

    private constructor(readonly provider: ProviderImplementation) {}

    /** A stack whose provider has these arguments. */
    static async configure(args: PropertyMap, options: LiveOptions = {}): Promise<LiveStack> {
        const provider = createLiveKubernetesProvider(options);
        await provider.configure({ args, urn: undefined });
        return new LiveStack(provider);
    }

    async preview(name: string, type: string, args: PropertyMap): Promise<PropertyMap> {
        const inputs = await this.check(name, type, args);
        const old = this.resources.get(name);
        const request = { ...subject(name, type), inputs, preview: true, timeoutSeconds: 0 };
        const replaces = old && (await this.diff(name, inputs)).differences.some(({ replace }) => replace);
        if (!old || replaces) {
            return (await this.provider.create(request)).outputs;
        }
        return this.provider.update({ ...request, id: old.id, oldInputs: old.inputs, oldOutputs: old.outputs });
    }

    async up(name: string, type: string, args: PropertyMap, timeoutSeconds = 0): Promise<Outcome> {
        const inputs = await this.check(name, type, args);
        const old = this.resources.get(name);
        const request = { ...subject(name, type), inputs, preview: false, timeoutSeconds };
        if (!old) {
            await this.create(request);
            return "create";
        }
        const { differences, deleteBeforeReplace } = await this.diff(name, inputs);
        if (differences.length === 0) {
            return "same";
        }
        if (differences.some(({ replace }) => replace)) {
            assert.ok(deleteBeforeReplace, "an object of a fixed name must go before its successor comes");
            await this.destroy(name);
            await this.create(request);
            return "replace";
        }
        const previous = { id: old.id, oldInputs: old.inputs, oldOutputs: old.outputs };
        const outputs = await this.provider.update({ ...request, ...previous });
        this.resources.set(name, { ...old, inputs, outputs });
        return "update";
    }

    /** What exists is kept, also where it is not well. */
    private async create(request: CreateRequest): Promise<void> {
        const { type, name, inputs } = request;
        try {
            this.resources.set(name, { type, inputs, ...(await this.provider.create(request)) });
        } catch (error) {
            if (error instanceof PartialFailure) {
                this.resources.set(name, { type, ...error });
            }
            throw error;
        }
    }

    /** Reads a resource again. @returns the paths that an update with the same program would change back */
    async refresh(name: string): Promise<readonly string[] | "gone"> {
        const { type, id, inputs, outputs } = this.resource(name);
        const request = { ...subject(name, type), id, oldInputs: inputs, oldOutputs: outputs };
        const read = await this.read(request);
        if (!read) {
            this.resources.delete(name);
            return "gone";
        }
        this.resources.set(name, { type, ...read });
        return (await this.diff(name, inputs)).differences.map(({ path }) => path);
    }

    /** An object that is not ready yet is read all the same: the engine keeps its state, and why it is not ready. */
    private async read(request: ReadRequest): Promise<ReadResult | undefined> {
        try {
            return await this.provider.read(request);
        } catch (error) {
            if (!(error instanceof PartialFailure)) {
                throw error;
            }
            const { id, inputs, outputs, reasons } = error;
            this.unready.set(request.name, reasons);
            return { id, inputs, outputs };
        }
    }

    async destroy(name: string, timeoutSeconds = 0): Promise<void> {
        const { type, id, inputs, outputs } = this.resource(name);
        const request = { ...subject(name, type), id, oldInputs: inputs, oldOutputs: outputs, timeoutSeconds };
        await this.provider.delete(request);
        this.resources.delete(name);
    }

    resource(name: string): Resource {
        const found = this.resources.get(name);
        assert.ok(found, `${name} is not in the stack`);
        return found;
    }

    async check(name: string, type: string, news: PropertyMap): Promise<PropertyMap> {
        const olds = this.resources.get(name)?.inputs;
        const request = { ...subject(name, type), olds, news, randomSeed: new Uint8Array() };
        const { inputs, failures = [] } = await this.provider.check(request);
        assert.deepEqual(failures, []);
        return inputs;
    }

    private async diff(name: string, news: PropertyMap): Promise<DiffResult> {
        const { type, id, inputs, outputs } = this.resource(name);
        const request = { ...subject(name, type), id, oldInputs: inputs, oldOutputs: outputs, news };
        return this.provider.diff({ ...request, ignoreChanges: [] });
    }
}

function subject(name: string, type: string): { urn: string; type: string; name: string } {
    return { urn: `urn:pulumi:test::eks-platform::${type}::${name}`, type, name };
}
