import { AwsProvider } from "./aws/provider";
import { type ConstructedClusters, EksProvider } from "./eks/provider";
import { SimulatedKubernetesProvider } from "./kubernetes/simulated";
import { type Fault, FaultPlan } from "./protocol/faults";
import type { ProviderFactory } from "./protocol/provider";
import { serveProvider } from "./protocol/server";
import { RandomProvider } from "./random/provider";
import { World } from "./world/world";

export type { Fault } from "./protocol/faults";
export { readJournal, type StoredResource, type World } from "./world/world";

export interface SimulatorOptions {
    /**
     * `simulated`: AWS, EKS, Kubernetes and random without any of them. `live`: Kubernetes against the cluster of the
     * provider's kubeconfig, and random from the operating system; AWS and EKS are not served.
     */
    readonly kubernetes: "simulated" | "live";
    /** Append-only journal of the simulated cloud, which outlives the process. @default memory only */
    readonly worldFile?: string;
    /** The helm binary, for Helm releases in live mode. @default helm on PATH */
    readonly helmPath?: string;
    /** Planned failures. @default none */
    readonly faults?: readonly Fault[];
    /** What generated ids and values are derived from. @default "eks-platform" */
    readonly seed?: string;
}

/** Stand-in providers, listening in this process. */
export interface Simulator {
    /** Environment of the engine's process that makes it dial these providers and look for no others. */
    readonly env: Readonly<Record<string, string>>;
    /** What exists in the simulated cloud. */
    readonly world: World;
    /** Takes no further call, and lets those under way come to their end or to that of the engine. */
    drain(): Promise<void>;
    close(): Promise<void>;
}

/** Starts one stand-in provider per package on free ports of 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
    const world = new World({
        ...(options.worldFile !== undefined && { file: options.worldFile }),
        ...(options.seed !== undefined && { seed: options.seed }),
    });
    const faults = new FaultPlan(options.faults ?? []);
    const packages = Object.entries(options.kubernetes === "live" ? live(options) : simulated(world));
    const servers = await Promise.all(packages.map(([, factory]) => serveProvider(factory, faults)));
    const addresses = packages.map(([name], index) => `${name}:${servers[index]?.port}`);
    return {
        env: {
            PULUMI_DEBUG_PROVIDERS: addresses.join(","),
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_SKIP_UPDATE_CHECK: "true",
        },
        world,
        async drain() {
            await Promise.all(servers.map((server) => server.drain()));
        },
        async close() {
            await Promise.all(servers.map((server) => server.close()));
            world.close();
        },
    };
}

function simulated(world: World): Readonly<Record<string, ProviderFactory>> {
    const clusters: ConstructedClusters = new Map();
    return {
        aws: () => new AwsProvider(world),
        eks: () => new EksProvider(clusters),
        kubernetes: () => new SimulatedKubernetesProvider(world),
        random: () => new RandomProvider(world.seed),
    };
}

function live({ helmPath }: SimulatorOptions): Readonly<Record<string, ProviderFactory>> {
    // Loaded only when it is wanted: the Kubernetes client alone takes longer to load than a whole simulated preview.
    const { createLiveKubernetesProvider }: typeof import("./kubernetes/live") = require("./kubernetes/live");
    return {
        kubernetes: (engine) =>
            createLiveKubernetesProvider({
                ...(helmPath !== undefined && { helmPath }),
                progress: ({ urn, message }) => engine.status(urn, message),
            }),
        random: () => new RandomProvider(undefined),
    };
}
