import { ApiClient } from "./api/client";
import { type Connection, connect } from "./api/connection";
import { ObjectApi } from "./api/objects";
import { unreachable } from "./errors";
import type { LiveSettings } from "./settings";

/** How long a failure to reach the cluster is believed before the next resource tries again. */
const RECHECK_MILLISECONDS = 5_000;

/** The cluster of one provider, reached when first needed. */
export class Cluster {
    private readonly api: ObjectApi | undefined;
    private probe: { readonly failure: Promise<string | undefined>; readonly at: number } | undefined;

    private constructor(
        /** Of the provider that the cluster belongs to. */
        readonly settings: LiveSettings,
        private readonly connection: Connection | { readonly unreachable: string },
        private readonly signal: AbortSignal,
    ) {
        if ("unreachable" in connection) {
            return;
        }
        this.api = new ObjectApi(new ApiClient(connection, settings.requestTimeoutSeconds));
    }

    /** Reads the kubeconfig. @throws ProviderError when it is malformed or lacks what the settings name */
    static async open(settings: LiveSettings, signal: AbortSignal): Promise<Cluster> {
        return new Cluster(settings, await connect(settings), signal);
    }

    /** Namespace of objects that name none. */
    get defaultNamespace(): string {
        const { namespace } = this.settings;
        return namespace ?? ("unreachable" in this.connection ? "default" : this.connection.namespace);
    }

    /** Secret. The kubeconfig as text; undefined when there is none yet. */
    get kubeconfig(): string | undefined {
        return "unreachable" in this.connection ? undefined : this.connection.contents;
    }

    /** @throws ProviderError when the cluster cannot be reached. */
    async reach(): Promise<ObjectApi> {
        const failure = await this.failure();
        if (failure === undefined && this.api) {
            return this.api;
        }
        throw unreachable("server" in this.connection ? this.connection.server : undefined, failure ?? "no answer");
    }

    /** The API of the cluster, or undefined when it cannot be reached: previews go on without it. */
    async tryReach(): Promise<ObjectApi | undefined> {
        return (await this.failure()) === undefined ? this.api : undefined;
    }

    private async failure(): Promise<string | undefined> {
        if ("unreachable" in this.connection) {
            return this.connection.unreachable;
        }
        if (this.probe) {
            const known = await this.probe.failure;
            if (known === undefined || Date.now() - this.probe.at < RECHECK_MILLISECONDS) {
                return known;
            }
        }
        this.probe = { failure: this.ask(), at: Date.now() };
        return this.probe.failure;
    }

    private async ask(): Promise<string | undefined> {
        try {
            await this.api?.serverVersion(this.signal);
            return undefined;
        } catch (error) {
            return (error as Error).message;
        }
    }
}
