import { ConfigError, loadConfig } from "../../components/config";
import type { ExistingNetworkConfig } from "../../components/config/sections/network";
import type { GivenResource } from "../../simulator";
import type { StackSettings } from "./stack-settings";

/** What exists before a stack as its settings describe it: on simulated providers nothing else knows of it. */
export function givenTo({ raw }: Pick<StackSettings, "raw">): readonly GivenResource[] {
    try {
        const config = loadConfig(raw);
        return config.kind === "eks" && config.network.existing ? describedNetwork(config.network) : [];
    } catch (error) {
        // Settings of another revision may be for its loader alone; whoever works on one's own has been told of its faults.
        if (error instanceof ConfigError) {
            return [];
        }
        throw error;
    }
}

/** A network as described: with tags and routes as they must be. */
export function describedNetwork({ cidr, zones, existing }: ExistingNetworkConfig): readonly GivenResource[] {
    const { vpcId } = existing;
    const zoneOf = (index: number) => zones[index] ?? "";
    // Where in the VPC a subnet lies is not described.
    const subnet = (id: string, availabilityZone: string, tags: Record<string, string>): GivenResource => ({
        type: "aws:ec2/subnet:Subnet",
        id,
        outputs: { vpcId, availabilityZone, cidrBlock: cidr, tags },
    });
    // A network that does not reach the internet may still have a default route, which leads to others.
    const wayOut = existing.reachesInternet
        ? { natGatewayId: "nat-00000000000000001" }
        : { transitGatewayId: "tgw-00000000000000001" };
    const inner = [...new Set([...existing.private, ...existing.intra])];
    return [
        {
            type: "aws:ec2/vpc:Vpc",
            id: vpcId,
            outputs: { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: {} },
        },
        ...existing.private.map((id, index) => subnet(id, zoneOf(index), { "kubernetes.io/role/internal-elb": "1" })),
        ...existing.intra.flatMap((id, index) =>
            existing.private.includes(id) ? [] : [subnet(id, zoneOf(index), {})],
        ),
        ...existing.public.map(({ id, zone }) => subnet(id, zone, { "kubernetes.io/role/elb": "1" })),
        routeTable("rtb-0000000000000001", vpcId, inner, wayOut),
        routeTable(
            "rtb-0000000000000002",
            vpcId,
            existing.public.map(({ id }) => id),
            { gatewayId: "igw-00000000000000001" },
        ),
    ];
}

function routeTable(
    id: string,
    vpcId: string,
    subnetIds: readonly string[],
    target: Readonly<Record<string, string>>,
): GivenResource {
    const associations = subnetIds.map((subnetId) => ({ subnetId, main: false }));
    const outputs = { vpcId, associations, routes: [{ cidrBlock: "0.0.0.0/0", ...target }], tags: {} };
    return { type: "aws:ec2/routeTable:RouteTable", id, outputs };
}
