import * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi";
import { type Clash, describeClashes, objectOf } from "../core/engine/kubernetes-object";
import { nameOf } from "../core/engine/urn";
import { ConfigError, type PlatformConfig } from "./config";
import { exampleFaults } from "./config/cloud";
import { wayFault } from "./config/way-in";
import { lastState, type State } from "./last-state";
import type { Platform } from "./platform";
import { platformProgram } from "./program";

/**
 * What plain `pulumi` runs: the platform, after the checks that the `platform` command makes before and after its own previews. An
 * update is refused before anything is made; a preview is refused for clashes, and warns of what the update will refuse.
 */
export async function plainProgram(): Promise<Platform["outputs"]> {
    const made = pulumi.runtime.isDryRun() ? recordObjects() : undefined;
    const outputs = await platformProgram(undefined, { check: refuseUnfit });
    const clashes = made && describeClashes(clashesOf(made, await lastState()));
    if (clashes !== undefined) {
        throw new RunError(clashes);
    }
    return outputs;
}

/**
 * Refuses values that only documentation has, and a first update that could not reach the cluster that it makes.
 *
 * @throws ConfigError with every fault
 */
async function refuseUnfit(config: PlatformConfig): Promise<void> {
    if (config.kind !== "eks") {
        return;
    }
    const faults = exampleFaults(config);
    const hasCluster = Object.values(await lastState()).some(({ type }) => type === "aws:eks/cluster:Cluster");
    const closed = wayFault(config, { hasCluster, endsWithCluster: false, opensSessions: hasCluster });
    if (closed && pulumi.runtime.isDryRun()) {
        await pulumi.log.warn(`The update will refuse this: ${closed.path} must be ${closed.allowed}. ${closed.next}`);
    } else if (closed) {
        faults.push(closed);
    }
    if (faults.length > 0) {
        throw new ConfigError(`the stack ${config.stack}`, faults);
    }
}

interface Made {
    readonly object: string;
    readonly name: string;
}

/** Writes down the Kubernetes objects of all resources from here on. Their names are fixed texts. */
function recordObjects(): readonly Made[] {
    const made: Made[] = [];
    pulumi.runtime.registerStackTransformation(({ type, name, props }) => {
        const object = objectOf(type, props);
        if (object !== undefined) {
            made.push({ object, name });
        }
        return undefined;
    });
    return made;
}

/** A resource of the same name is the same one, or takes the other's place by an alias. */
function clashesOf(made: readonly Made[], state: State): readonly Clash[] {
    const holders = new Map(
        Object.entries(state).flatMap(([urn, { type, outputs }]) => {
            const object = objectOf(type, outputs);
            return object === undefined ? [] : [[object, nameOf(urn)] as const];
        }),
    );
    return made.flatMap(({ object, name }) => {
        const holder = holders.get(object);
        return holder === undefined || holder === name ? [] : [{ object, made: name, holder }];
    });
}
