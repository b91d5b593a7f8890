import { setMaxListeners } from "node:events";
import { ProviderError } from "../../core/engine/errors";
import { isIgnored } from "../../core/engine/field-path";
import { HELM_RELEASE } from "../../core/engine/kubernetes-object";
import type {
    CheckRequest,
    CheckResult,
    ConfigureRequest,
    CreateRequest,
    CreateResult,
    DeleteRequest,
    DiffRequest,
    DiffResult,
    ProviderImplementation,
    ReadRequest,
    ReadResult,
    UpdateRequest,
} from "../../core/engine/provider";
import { kindOf } from "../../core/engine/urn";
import type { PropertyMap } from "../../core/engine/values";
import { Cluster } from "./cluster";
import { diffProvider } from "./cluster-identity";
import { explain } from "./errors";
import { ReleaseResource } from "./helm/release-resource";
import { ObjectResource } from "./object-resource";
import { readSettings } from "./settings";

/** What the provider is given by whoever serves it. */
export interface LiveProviderOptions {
    /** Version of the SDK that the program uses. */
    readonly version: string;
    /**
     * The helm binary, for `kubernetes:helm.sh/v3:Release`.
     *
     * @default helm on PATH
     */
    readonly helmPath?: string;
    /**
     * Told what a resource waits for.
     *
     * @default nobody is told
     */
    readonly progress?: (event: { urn: string; message: string }) => void;
}

interface Handlers {
    readonly cluster: Cluster;
    readonly objects: ObjectResource;
    readonly releases: ReleaseResource;
}

/** The Kubernetes provider against a real cluster. */
export class LiveKubernetesProvider implements ProviderImplementation {
    readonly package = "kubernetes";
    readonly version: string;
    private readonly cancellation = new AbortController();
    private handlers: Handlers | undefined;

    constructor(private readonly options: LiveProviderOptions) {
        this.version = options.version;
        // Every wait listens to it, and the engine has many resources waiting at once.
        setMaxListeners(0, this.cancellation.signal);
    }

    /** Refuses what it cannot honour before any resource is looked at. */
    checkConfig(request: CheckRequest): CheckResult {
        readSettings(request.news);
        return { inputs: request.news };
    }

    diffConfig(request: DiffRequest): DiffResult {
        return diffProvider(request);
    }

    async configure({ args }: ConfigureRequest): Promise<void> {
        const { signal } = this.cancellation;
        const cluster = await Cluster.open(readSettings(args), signal);
        const progress = (urn: string, message: string) => this.options.progress?.({ urn, message });
        const context = { cluster, signal, progress };
        this.handlers = {
            cluster,
            objects: new ObjectResource(context),
            releases: new ReleaseResource(context, this.options.helmPath ?? "helm"),
        };
    }

    check(request: CheckRequest): Promise<CheckResult> {
        return this.run(request, "checked", (handler) => handler.check(request));
    }

    diff(request: DiffRequest): Promise<DiffResult> {
        return this.run(request, "compared", async (handler) => {
            const { differences: found, ...result } = await handler.diff(request);
            return { ...result, differences: found.filter(({ path }) => !isIgnored(path, request.ignoreChanges)) };
        });
    }

    create(request: CreateRequest): Promise<CreateResult> {
        return this.run(request, "created", (handler) => handler.create(request));
    }

    update(request: UpdateRequest): Promise<PropertyMap> {
        return this.run(request, "updated", (handler) => handler.update(request));
    }

    async read(request: ReadRequest): Promise<ReadResult | undefined> {
        const { cluster } = this.configured();
        const { deleteUnreachable, skipUpdateUnreachable } = cluster.settings;
        if ((deleteUnreachable || skipUpdateUnreachable) && !(await cluster.tryReach())) {
            if (deleteUnreachable) {
                return undefined;
            }
            const { id, oldInputs = {}, oldOutputs = {} } = request;
            return { id, inputs: oldInputs, outputs: oldOutputs };
        }
        return this.run(request, "read", (handler) => handler.read(request));
    }

    async delete(request: DeleteRequest): Promise<void> {
        const { cluster } = this.configured();
        if (cluster.settings.deleteUnreachable && !(await cluster.tryReach())) {
            return;
        }
        await this.run(request, "deleted", (handler) => handler.delete(request));
    }

    cancel(): void {
        this.cancellation.abort(new ProviderError("cancelled"));
    }

    private async run<T>(
        { type, name }: { type: string; name: string },
        done: string,
        work: (handler: ObjectResource | ReleaseResource) => Promise<T>,
    ): Promise<T> {
        const { objects, releases } = this.configured();
        try {
            return await work(type === HELM_RELEASE ? releases : objects);
        } catch (error) {
            throw explain(error, `${kindOf(type)} ${name} could not be ${done}`);
        }
    }

    private configured(): Handlers {
        if (!this.handlers) {
            throw new ProviderError("The Kubernetes provider was used before it was configured.");
        }
        return this.handlers;
    }
}
