import type { NetworkConfig } from "../config/sections/network";

/** Whether private subnets have no way to the internet; of a network that exists the stack says so, and AWS, when it is looked up. */
export function isClosed(network: NetworkConfig | undefined): boolean {
    if (network === undefined) {
        return false;
    }
    return network.existing ? !network.existing.reachesInternet : network.nat === "none";
}

/** How a closed network gets a way out: the next step of what is refused in one. */
export const OPEN_IT =
    "set network.nat to single, per-zone or regional (network.existing.reachesInternet to true, where that network has a way out)";
