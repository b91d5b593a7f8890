import { ApiClient } from "./api/client";
import { connect } from "./api/connection";
import { ObjectApi } from "./api/objects";
import { unreachable } from "./errors";
import type { LiveSettings } from "./settings";

/** How long a failure to reach the cluster is believed before the next resource tries again. */
const recheckMilliseconds = 5_000;

/** The cluster of one provider, reached when first needed. */
export class Cluster {
    /** Namespace of objects that name none. */
    readonly defaultNamespace: string;
    /** Secret. The kubeconfig as text; undefined when there is none yet. */
    readonly kubeconfig: string | undefined;
    private readonly api: ObjectApi | undefined;
    private readonly server: string;
    private readonly reason: string;
    private probe: { readonly failure: Promise<string | undefined>; readonly at: number } | undefined;

    constructor(
        readonly settings: LiveSettings,
        private readonly signal: AbortSignal,
    ) {
        const connection = connect(settings);
        if ("unreachable" in connection) {
            this.defaultNamespace = settings.namespace ?? "default";
            this.kubeconfig = undefined;
            this.server = "(no address yet)";
            this.reason = connection.unreachable;
            return;
        }
        this.defaultNamespace = settings.namespace ?? connection.namespace;
        this.kubeconfig = connection.contents;
        this.server = connection.server;
        this.reason = "";
        this.api = new ObjectApi(new ApiClient(connection, settings.requestTimeoutSeconds));
    }

    /** @throws ProviderError when the cluster cannot be reached. */
    async reach(): Promise<ObjectApi> {
        const failure = await this.failure();
        if (this.api === undefined || failure !== undefined) throw unreachable(this.server, failure ?? this.reason);
        return this.api;
    }

    /** The API of the cluster, or undefined when it cannot be reached: previews go on without it. */
    async tryReach(): Promise<ObjectApi | undefined> {
        return (await this.failure()) === undefined ? this.api : undefined;
    }

    private async failure(): Promise<string | undefined> {
        if (!this.api) return this.reason;
        if (this.probe) {
            const known = await this.probe.failure;
            if (known === undefined || Date.now() - this.probe.at < recheckMilliseconds) return known;
        }
        this.probe = { failure: this.ask(this.api), at: Date.now() };
        return this.probe.failure;
    }

    private async ask(api: ObjectApi): Promise<string | undefined> {
        try {
            await api.client.send({ method: "GET", path: "/version", signal: this.signal });
            return undefined;
        } catch (error) {
            return (error as Error).message;
        }
    }
}
