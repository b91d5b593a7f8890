import type { FaultPlan } from "./faults";
import type { ProviderFactory } from "./provider";
import { serveProvider } from "./server";

/** Providers that listen in this process. */
export interface Providers {
    /** Environment of the engine's process that makes it dial these providers and look for no others. */
    readonly env: Readonly<Record<string, string>>;
    /** Takes no further call, and lets those under way come to their end or to that of the engine. */
    drain(): Promise<void>;
    /** Ends at once, whatever is under way. */
    close(): Promise<void>;
}

/** Serves one provider for each package on free ports of 127.0.0.1. */
export async function serveProviders(
    packages: Readonly<Record<string, ProviderFactory>>,
    faults: FaultPlan,
): Promise<Providers> {
    const names = Object.keys(packages);
    const servers = await Promise.all(Object.values(packages).map((factory) => serveProvider(factory, faults)));
    return {
        env: {
            PULUMI_DEBUG_PROVIDERS: names.map((name, index) => `${name}:${servers[index]?.port}`).join(","),
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_SKIP_UPDATE_CHECK: "true",
        },
        async drain() {
            await Promise.all(servers.map((server) => server.drain()));
        },
        async close() {
            await Promise.all(servers.map((server) => server.close()));
        },
    };
}
