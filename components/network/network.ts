import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway";
import { Route } from "@pulumi/aws/ec2/route";
import { RouteTable } from "@pulumi/aws/ec2/routeTable";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation";
import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc } from "@pulumi/aws/ec2/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { NewNetworkConfig } from "../config/sections/network";
import { Endpoints } from "./endpoints";
import { FlowLogs } from "./flow-logs";
import { NatGateways } from "./nat-gateways";
import type { NetworkParts } from "./network-parts";

/** Arguments of a {@link Network}. */
export interface NetworkArgs {
    /** Addresses, zones, NAT and endpoints. */
    readonly network: NewNetworkConfig;
    /** AWS region of the VPC. */
    readonly region: string;
    /** Name of the cluster, which the names of its network's parts begin with. */
    readonly clusterName: string;
    /** Key that encrypts the flow logs. */
    readonly logsKeyArn: pulumi.Input<string>;
}

type SubnetKind = "public" | "private" | "intra";

/**
 * A VPC with three subnets in each zone: public for internet-facing load balancers and NAT, private for nodes and pods, intra, which
 * has no way out, for the control plane's interfaces.
 */
export class Network extends pulumi.ComponentResource implements NetworkParts {
    readonly vpcId: pulumi.Output<string>;
    readonly privateSubnetIds: readonly pulumi.Output<string>[];
    readonly intraSubnetIds: readonly pulumi.Output<string>[];
    readonly egress: readonly pulumi.Resource[];

    constructor(name: string, args: NetworkArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:network:Network", name, args, opts);
        const child = { parent: this };
        const { network, clusterName, region } = args;
        const vpc = new Vpc(
            `${name}-vpc`,
            {
                cidrBlock: network.cidr,
                enableDnsSupport: true,
                // Private endpoints of EKS, ECR and EFS are found by DNS inside the VPC only with both switched on.
                enableDnsHostnames: true,
                tags: { Name: clusterName },
            },
            child,
        );
        // Without rules nothing that forgets its security group can be reached or reach anything.
        new DefaultSecurityGroup(
            `${name}-default-security-group`,
            { vpcId: vpc.id, ingress: [], egress: [], tags: { Name: `${clusterName}-closed` } },
            child,
        );
        new FlowLogs(
            `${name}-flow-logs`,
            { vpcId: vpc.id, region, retentionDays: network.flowLogRetentionDays, kmsKeyArn: args.logsKeyArn },
            child,
        );
        const internetGateway = new InternetGateway(
            `${name}-internet-gateway`,
            { vpcId: vpc.id, tags: { Name: clusterName } },
            child,
        );

        const subnets = (kind: SubnetKind, tags: Record<string, string>) =>
            network.zones.map(
                (zone, index) =>
                    new Subnet(
                        `${name}-${kind}-${zone}`,
                        {
                            vpcId: vpc.id,
                            availabilityZone: zone,
                            cidrBlock: network.subnets[kind][index] ?? "",
                            mapPublicIpOnLaunch: false,
                            tags: { Name: `${clusterName}-${kind}-${zone}`, ...tags },
                        },
                        child,
                    ),
            );
        const publicSubnets = subnets("public", { "kubernetes.io/role/elb": "1" });
        const privateSubnets = subnets("private", { "kubernetes.io/role/internal-elb": "1" });
        const intraSubnets = subnets("intra", {});

        const routeTable = (suffix: string) =>
            new RouteTable(
                `${name}-${suffix}-routes`,
                { vpcId: vpc.id, tags: { Name: `${clusterName}-${suffix}` } },
                child,
            );
        const associate = (suffix: string, subnet: Subnet, table: RouteTable) =>
            new RouteTableAssociation(
                `${name}-${suffix}-association`,
                { subnetId: subnet.id, routeTableId: table.id },
                child,
            );

        const publicTable = routeTable("public");
        const internetRoute = new Route(
            `${name}-public-internet`,
            { routeTableId: publicTable.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: internetGateway.id },
            child,
        );
        const intraTable = routeTable("intra");
        const privateTables = network.zones.map((zone) => routeTable(`private-${zone}`));
        const associations = network.zones.flatMap((zone, index) => {
            const [open, closed, isolated] = [publicSubnets[index], privateSubnets[index], intraSubnets[index]];
            const privateTable = privateTables[index];
            if (!open || !closed || !isolated || !privateTable) {
                return [];
            }
            return [
                associate(`public-${zone}`, open, publicTable),
                associate(`private-${zone}`, closed, privateTable),
                associate(`intra-${zone}`, isolated, intraTable),
            ];
        });

        const nat = new NatGateways(
            `${name}-nat`,
            {
                mode: network.nat,
                vpcId: vpc.id,
                zones: network.zones,
                publicSubnetIds: publicSubnets.map((subnet) => subnet.id),
                privateRouteTableIds: privateTables.map((table) => table.id),
                clusterName,
            },
            { ...child, dependsOn: [internetRoute, ...associations] },
        );
        const endpoints = new Endpoints(
            `${name}-endpoints`,
            {
                vpcId: vpc.id,
                vpcCidr: network.cidr,
                region,
                services: network.interfaceEndpoints,
                subnetIds: privateSubnets.map((subnet) => subnet.id),
                routeTableIds: [intraTable, ...privateTables].map((table) => table.id),
            },
            child,
        );

        this.vpcId = vpc.id;
        this.privateSubnetIds = privateSubnets.map((subnet) => subnet.id);
        this.intraSubnetIds = intraSubnets.map((subnet) => subnet.id);
        this.egress = [...associations, ...nat.routes, ...endpoints.ways];
        this.registerOutputs({ vpcId: this.vpcId });
    }
}
