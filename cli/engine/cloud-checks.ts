import type { Stack } from "@pulumi/pulumi/automation";
import { ConfigError, type EksPlatformConfig } from "../../components/config";
import { exampleFaults } from "../../components/config/cloud";
import { wayFault } from "../../components/config/way-in";
import { UserError } from "../errors";
import type { Note } from "../notes";
import type { OperationName } from "./operation";
import { clusterAmong, resourcesOf } from "./state-resources";

/**
 * Checks that hold for AWS alone; previews with stand-in providers take any account and reach any cluster.
 *
 * @throws UserError with every fault
 */
export function refuseExampleValues(operation: OperationName, config: EksPlatformConfig): void {
    if (operation !== "up" && operation !== "preview") {
        return;
    }
    refuse(config, exampleFaults(config));
}

/** What of an operation decides whether it needs a way to the API server. */
export interface Wanted {
    readonly operation: OperationName;
    /** Whether it ends with the cluster, and puts nothing into it. */
    readonly endsWithCluster: boolean;
}

/**
 * Stops an update before anything is made where it would end half way, because nothing could reach the cluster. A preview says so and
 * goes on.
 *
 * @throws UserError with what to set
 */
export async function requireWayToCluster(
    { operation, endsWithCluster }: Wanted,
    config: EksPlatformConfig,
    stack: Stack,
    note: Note,
): Promise<void> {
    if (operation !== "up" && operation !== "preview") {
        return;
    }
    const hasCluster = clusterAmong(await resourcesOf(stack)) !== undefined;
    const fault = wayFault(config, { hasCluster, endsWithCluster, opensSessions: true });
    if (!fault) {
        return;
    }
    if (operation === "up") {
        refuse(config, [fault]);
    } else {
        note(`npm run up will refuse this: ${fault.path} must be ${fault.allowed}. ${fault.next}`);
    }
}

/**
 * Whatever a stack has beyond its cluster would be removed by an update that ends with the cluster.
 *
 * @throws UserError where it has something there
 */
export async function refuseBeyondCluster(name: string, stack: Stack): Promise<void> {
    const resources = await resourcesOf(stack);
    if (resources.some(({ type }) => type.startsWith("kubernetes:"))) {
        throw new UserError(
            `The stack ${name} has more than its cluster already, in which --until cluster would leave nothing; nothing was changed.\n` +
                "Next step: leave --until out.",
        );
    }
}

function refuse(config: EksPlatformConfig, faults: ConfigError["faults"]): void {
    if (faults.length > 0) {
        throw new UserError(new ConfigError(`the stack ${config.stack}`, faults).message);
    }
}
