import * as aws from "@pulumi/aws/provider";
import { stackAddons } from "../addons/stack-addons";
import { managedAddonsOf } from "../cluster/managed-addons";
import { ConfigError, type EksPlatformConfig, type PlatformConfig } from "../config";
import { SESSION_SERVICES } from "../config/endpoint";
import { requiredEndpoints } from "../network/interface-endpoints";
import { networkFacts } from "./facts";
import { existingNetworkFaults } from "./faults";

/**
 * Holds the network that a stack is to be made in against what AWS says of it, before anything is made. The provider that asks is one
 * of its own, since that of the platform is a part of what is made.
 *
 * @throws ConfigError with every difference, and with all that lets no cluster work there
 */
export async function checkExistingNetwork(config: PlatformConfig): Promise<void> {
    if (config.kind !== "eks" || !config.network.existing) {
        return;
    }
    const { network, region, allowedAccountIds, stack } = config;
    const services = servicesOf(config);
    const provider = new aws.Provider("network-lookup", {
        region,
        ...(allowedAccountIds.length > 0 && { allowedAccountIds: [...allowedAccountIds] }),
    });
    const facts = await networkFacts({ network: network.existing, region, services }, { provider });
    const faults = existingNetworkFaults(network, facts, services);
    if (faults.length > 0) {
        throw new ConfigError(`the stack ${stack}`, faults);
    }
}

/** Without another way out, nodes join, and add-ons and sessions work, by these alone; layers of images come from S3. */
function servicesOf(config: EksPlatformConfig): readonly string[] {
    const addons = stackAddons(config).map(({ addon }) => addon);
    const required = requiredEndpoints([...addons, ...managedAddonsOf(config).values()]);
    const ofSessions = config.cluster.endpoint.access === "session" ? SESSION_SERVICES : [];
    return [...new Set([...required, ...ofSessions, "s3"])];
}
