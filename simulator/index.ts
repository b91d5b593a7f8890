import { type Fault, FaultPlan } from "../core/engine/faults";
import type { ProviderFactory } from "../core/engine/provider";
import { type Providers, serveProviders } from "../core/engine/serve";
import { RandomProvider } from "../providers/random/provider";
import type { GivenResource } from "./aws/given";
import { AwsProvider } from "./aws/provider";
import { type ConstructedClusters, EksProvider } from "./eks/provider";
import { SimulatedKubernetesProvider } from "./kubernetes/simulated";
import { World } from "./world/world";

export type { Fault } from "../core/engine/faults";
export type { GivenResource } from "./aws/given";
export { readJournal, type StoredResource, type World } from "./world/world";

/** What a simulator is like. */
export interface SimulatorOptions {
    /** Append-only journal of the simulated cloud, which outlives the process. @default memory only */
    readonly worldFile?: string;
    /** Planned failures. @default none */
    readonly faults?: readonly Fault[];
    /** Resources of AWS that exist and that nobody made here, such as a network: functions find them, and no run changes them. @default none */
    readonly given?: readonly GivenResource[];
    /** What generated ids and values are derived from. @default "eks-platform" */
    readonly seed?: string;
}

/** AWS, EKS, Kubernetes and random without any of them, listening in this process. */
export interface Simulator extends Providers {
    /** What exists in the simulated cloud. */
    readonly world: World;
}

/** Starts one stand-in provider per package on free ports of 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
    const world = new World({
        ...(options.worldFile !== undefined && { file: options.worldFile }),
        ...(options.seed !== undefined && { seed: options.seed }),
    });
    const providers = await serveProviders(simulated(world, options.given ?? []), new FaultPlan(options.faults ?? []));
    return {
        ...providers,
        world,
        async close() {
            await providers.close();
            world.close();
        },
    };
}

function simulated(world: World, given: readonly GivenResource[]): Readonly<Record<string, ProviderFactory>> {
    const clusters: ConstructedClusters = new Map();
    return {
        aws: () => new AwsProvider(world, given),
        eks: () => new EksProvider(clusters),
        kubernetes: () => new SimulatedKubernetesProvider(world),
        random: () => new RandomProvider(world.seed),
    };
}
