import type { ServerUnaryCall } from "@grpc/grpc-js";
import { EngineHost } from "./engine-host";
import type { ProviderFactory, ProviderImplementation } from "./provider";

/** A provider and the engine that it serves. */
interface Connection {
    readonly provider: ProviderImplementation;
    readonly engine: EngineHost;
}

/** The implementations by connection: the engine dials once for every provider resource. */
export class Connections {
    private readonly byPeer = new Map<string, Connection>();

    constructor(/** Makes the provider of a new connection. */ readonly factory: ProviderFactory) {}

    /** The provider that serves the connection on which a call came in, made at its first call. */
    of(call: ServerUnaryCall<unknown, unknown>): Connection {
        const peer = call.getPeer();
        const known = this.byPeer.get(peer);
        if (known) {
            return known;
        }
        const engine = new EngineHost();
        const made = { engine, provider: this.factory(engine) };
        this.byPeer.set(peer, made);
        return made;
    }
}
