import * as pulumi from "@pulumi/pulumi";
import type { ExistingNetwork } from "../config/existing-network";
import type { NetworkParts } from "./network-parts";

/** The parts of a network that exists: nothing is made of it, and it is as described since `checkExistingNetwork` has looked. */
export function existingParts(network: ExistingNetwork): NetworkParts {
    return {
        vpcId: pulumi.output(network.vpcId),
        privateSubnetIds: network.private.map((id) => pulumi.output(id)),
        intraSubnetIds: network.intra.map((id) => pulumi.output(id)),
        egress: [],
    };
}
