import type { Stack } from "@pulumi/pulumi/automation";
import { ConfigError, type EksPlatformConfig } from "../../components/config";
import { closedEndpointFault, exampleFaults } from "../../components/config/cloud";
import { UserError } from "../errors";
import type { Note } from "../notes";
import type { OperationName } from "./operation";

const CLUSTER_TYPE = "aws:eks/cluster:Cluster";

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

/**
 * Stops an update before anything is made where it would end half way, because nothing could reach the cluster that it makes. A
 * preview says so and goes on.
 *
 * @throws UserError with what to set
 */
export async function requireWayToCluster(
    operation: OperationName,
    config: EksPlatformConfig,
    stack: Stack,
    note: Note,
): Promise<void> {
    const fault = closedEndpointFault(config);
    if (!fault || (operation !== "up" && operation !== "preview") || (await hasCluster(stack))) {
        return;
    }
    if (operation === "up") {
        refuse(config, [fault]);
    } else {
        note(`npm run up will refuse this: ${fault.path} must hold ${fault.allowed}. ${fault.next}`);
    }
}

async function hasCluster(stack: Stack): Promise<boolean> {
    const { deployment } = await stack.exportStack();
    const resources: readonly { readonly type: string }[] = deployment?.resources ?? [];
    return resources.some(({ type }) => type === CLUSTER_TYPE);
}

function refuse(config: EksPlatformConfig, faults: ConfigError["faults"]): void {
    if (faults.length > 0) {
        throw new UserError(new ConfigError(`the stack ${config.stack}`, faults).message);
    }
}
