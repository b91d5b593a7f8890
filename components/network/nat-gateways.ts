import { Eip } from "@pulumi/aws/ec2/eip";
import { NatGateway } from "@pulumi/aws/ec2/natGateway";
import { Route } from "@pulumi/aws/ec2/route";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link NatGateways}. */
export interface NatGatewaysArgs {
    /** No gateway, one for all zones, or one in each zone, which survives the loss of any zone. */
    readonly mode: "none" | "single" | "per-zone";
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
        const gatewayZones = { none: [], single: args.zones.slice(0, 1), "per-zone": args.zones }[args.mode];
        const gateways = gatewayZones.map((zone, index) => {
            const tags = { Name: `${args.clusterName}-${zone}` };
            const address = new Eip(`${name}-address-${zone}`, { domain: "vpc", tags }, child);
            return new NatGateway(
                `${name}-gateway-${zone}`,
                { allocationId: address.id, subnetId: args.publicSubnetIds[index] ?? "", tags },
                child,
            );
        });
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
