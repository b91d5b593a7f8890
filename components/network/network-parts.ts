import type * as pulumi from "@pulumi/pulumi";

/** What a cluster needs of its network, whether the stack makes it or it exists. */
export interface NetworkParts {
    /** Id of the VPC. */
    readonly vpcId: pulumi.Output<string>;
    /** Subnets of nodes and pods, in the order of the zones. */
    readonly privateSubnetIds: readonly pulumi.Output<string>[];
    /** Subnets of the control plane's interfaces, in the order of the zones. */
    readonly intraSubnetIds: readonly pulumi.Output<string>[];
    /** What must exist for private subnets to reach AWS, and the internet where they do; nodes cannot join before, nor drain after. */
    readonly egress: readonly pulumi.Resource[];
}
