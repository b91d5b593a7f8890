import * as aws from "@pulumi/aws/provider";
import { ConfigError, type PlatformConfig } from "../config";
import { SESSION_SERVICES } from "../config/endpoint";
import { REQUIRED_WITHOUT_NAT } from "../config/sections/network";
import { networkFacts } from "./facts";
import { existingNetworkFaults } from "./faults";

/** Without another way out, nodes join by these alone; layers of images come from S3. */
const SERVICES = [...REQUIRED_WITHOUT_NAT, "s3"];

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
    const { network, region, allowedAccountIds, stack, cluster } = config;
    const services = [...SERVICES, ...(cluster.endpoint.access === "session" ? SESSION_SERVICES : [])];
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
