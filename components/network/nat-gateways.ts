import { Eip } from "@pulumi/aws/ec2/eip";
import { NatGateway } from "@pulumi/aws/ec2/natGateway";
import { Route } from "@pulumi/aws/ec2/route";
import * as pulumi from "@pulumi/pulumi";

/**
 * No gateway, one in the first zone, one in each zone, or one that AWS extends to every zone in which something is. The last two survive
 * the loss of any zone.
 */
export type NatMode = "none" | "single" | "per-zone" | "regional";

/** Arguments of {@link NatGateways}. */
export interface NatGatewaysArgs {
    /** How many gateways, and where. */
    readonly mode: NatMode;
    /** The VPC of a gateway that stands in no subnet. */
    readonly vpcId: pulumi.Input<string>;
    /** Zones in the order of the subnets and route tables. */
    readonly zones: readonly string[];
    /** Public subnets, one a zone. */
    readonly publicSubnetIds: readonly pulumi.Input<string>[];
    /** Route tables of the private subnets, one a zone. */
    readonly privateRouteTableIds: readonly pulumi.Input<string>[];
    /** Name of the cluster, for the gateways' Name tags. */
    readonly clusterName: string;
}

/** The way from private subnets to the internet. */
export class NatGateways extends pulumi.ComponentResource {
    /** The default routes of the private subnets. */
    readonly routes: readonly Route[];

    constructor(name: string, args: NatGatewaysArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:network:NatGateways", name, args, opts);
        const child = { parent: this };
        const gateways =
            args.mode === "regional" ? [regionalGateway(name, args, child)] : zonalGateways(name, args, child);
        this.routes = args.privateRouteTableIds.flatMap((routeTableId, index) => {
            const gateway = gateways[index] ?? gateways[0];
            if (!gateway) {
                return [];
            }
            return [
                new Route(
                    `${name}-route-${args.zones[index]}`,
                    { routeTableId, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id },
                    child,
                ),
            ];
        });
        this.registerOutputs({});
    }
}

/** Gateways in public subnets, each with an address of its own. */
function zonalGateways(name: string, args: NatGatewaysArgs, opts: pulumi.CustomResourceOptions): NatGateway[] {
    const count = args.mode === "per-zone" ? args.zones.length : args.mode === "single" ? 1 : 0;
    return args.zones.slice(0, count).map((zone, index) => {
        const tags = { Name: `${args.clusterName}-${zone}` };
        const address = new Eip(`${name}-address-${zone}`, { domain: "vpc", tags }, opts);
        return new NatGateway(
            `${name}-gateway-${zone}`,
            { allocationId: address.id, subnetId: args.publicSubnetIds[index] ?? "", tags },
            opts,
        );
    });
}

/**
 * A gateway of the whole VPC. AWS gives it addresses in each zone by itself, and a route table that leads to the internet gateway.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
function regionalGateway(name: string, args: NatGatewaysArgs, opts: pulumi.CustomResourceOptions): NatGateway {
    return new NatGateway(
        `${name}-gateway`,
        { availabilityMode: "regional", vpcId: args.vpcId, tags: { Name: args.clusterName } },
        opts,
    );
}
