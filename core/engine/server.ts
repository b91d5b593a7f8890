import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { FaultPlan } from "./faults";
import { MAX_MESSAGE_BYTES } from "./limits";
import type { ProviderFactory } from "./provider";
import { providerService } from "./service";

/** A provider that listens for the engine on this machine only. */
export interface ProviderServer {
    /** On 127.0.0.1. */
    readonly port: number;
    /** Takes no further call, and lets those under way come to their end or to that of the engine. */
    drain(): Promise<void>;
    /** Ends at once, whatever is under way. */
    close(): Promise<void>;
}

/** Serves one package on a free port of 127.0.0.1. */
export async function serveProvider(factory: ProviderFactory, faults: FaultPlan): Promise<ProviderServer> {
    const server = new Server({
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
    server.addService(ResourceProviderService, providerService(factory, faults));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    return {
        port,
        drain: () =>
            new Promise((resolve, reject) => server.tryShutdown((error) => (error ? reject(error) : resolve()))),
        async close() {
            // The engine's connections may outlive the update by a moment; nothing is under way on them any more.
            server.forceShutdown();
        },
    };
}
