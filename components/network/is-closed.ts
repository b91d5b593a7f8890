import type { NetworkConfig } from "../config/sections/network";

/** Whether private subnets have no way to the internet; of a network that exists AWS tells, when it is looked up. */
export function isClosed(network: NetworkConfig | undefined): boolean {
    return network !== undefined && !network.existing && network.nat === "none";
}
