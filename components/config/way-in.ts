import { type Fault, faultAt } from "../../core/faults/fault";
import type { EksPlatformConfig } from "./platform-config";
import { CONFIG_NAMESPACE } from "./raw-config";

/** What is known of a stack before its update. */
export interface BeforeUpdate {
    /** Whether its state has the cluster. */
    readonly hasCluster: boolean;
    /** Whether the update ends with the cluster, and puts nothing into it. */
    readonly endsWithCluster: boolean;
    /** Whether a session to the API server is opened where it is needed. */
    readonly opensSessions: boolean;
}

/** What tells the address that a command has on the internet. */
export const OWN_ADDRESS =
    "Write the address from which this command reaches the internet, as `curl -s https://checkip.amazonaws.com` tells it, with /32.";

/**
 * Whether an update can reach the API server: after the cluster it makes objects inside of it, and would end half way. The first one
 * makes the VPC, too, in which alone a private API server answers.
 */
export function wayFault({ stack, cluster, network }: EksPlatformConfig, before: BeforeUpdate): Fault | undefined {
    const { access, publicCidrs } = cluster.endpoint;
    const path = [`${CONFIG_NAMESPACE}:cluster`, "endpoint"] as const;
    if (before.endsWithCluster) {
        return undefined;
    }
    if (access === "public-cidrs") {
        return publicCidrs.length > 0
            ? undefined
            : faultAt(
                  [...path, "publicCidrs"],
                  publicCidrs,
                  "at least one block with access: public-cidrs, from which commands reach the API server",
                  `${OWN_ADDRESS} Or choose another way: ${waysOf(stack)}`,
              );
    }
    if (access === "session") {
        return before.opensSessions
            ? undefined
            : faultAt(
                  [...path, "access"],
                  access,
                  "another way with plain pulumi, which opens no session: the host of sessions is made by this update",
                  `npm run up -- ${stack}, which opens one in the middle, or choose another way: ${waysOf(stack)}`,
              );
    }
    if (before.hasCluster || network.existing) {
        return undefined;
    }
    return faultAt(
        [...path, "access"],
        access,
        "a way to an API server in a VPC that this update makes: nothing outside could reach it, so that the update would end half way",
        `Choose one: ${waysOf(stack)}`,
    );
}

/** Each way with what to set for it. */
function waysOf(stack: string): string {
    const ways = [
        "from addresses of the internet, cluster.endpoint: { access: public-cidrs, publicCidrs: [<address>/32] }, which `curl -s https://checkip.amazonaws.com` tells",
        "through a session of Systems Manager, cluster.endpoint: { access: session }, for which the AWS CLI needs session-manager-plugin",
        "over a network that exists and that the command is in or has a way into, network.existing with the ids of its VPC and subnets",
        `in two steps, npm run up -- ${stack} --until cluster, and the rest by npm run up -- ${stack} from inside the VPC`,
    ];
    return `${ways.map((way, index) => `(${index + 1}) ${way}`).join("; ")}. docs/first-up.md shows each, step by step.`;
}
