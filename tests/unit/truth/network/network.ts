import { isMap, listAt, mapAt, stringAt } from "../../../../core/engine/values";
import { Account, texts } from "../account";
import type { Made } from "../made";
import { type Packet, type Place, SecurityGroups } from "./security-groups";

const HTTPS: Packet = { protocol: "tcp", port: 443 };
/** An address of the internet that nobody has. */
const INTERNET: Place = { address: "198.51.100.7" };
const EVERYWHERE = "0.0.0.0/0";

/** How a connection to a service of AWS goes. */
export type Way = "interface endpoint" | "gateway endpoint" | "internet";

/** An interface in one of the stack's subnets. */
export type Interface = Extract<Place, { readonly subnetId: string }>;

/** Who reaches whom in the VPC of a stack, packet by packet. */
export class Network {
    private readonly account: Account;
    private readonly groups: SecurityGroups;

    constructor(resources: readonly Made[]) {
        this.account = new Account(resources);
        this.groups = new SecurityGroups(resources);
        if (this.account.all("aws:ec2/networkAcl:NetworkAcl").length > 0) {
            throw new Error("Network ACLs are not read here yet: those of a new VPC let everything through.");
        }
    }

    /** The interfaces of nodes, one in each subnet of each group. */
    nodes(): readonly Interface[] {
        return this.account.all("aws:eks/nodeGroup:NodeGroup").flatMap(({ outputs }) => {
            const id = stringAt(mapAt(outputs, "launchTemplate"), "id");
            const template = this.account.all("aws:ec2/launchTemplate:LaunchTemplate").find((one) => one.id === id);
            const own = template ? texts(template.outputs, "vpcSecurityGroupIds") : [];
            // A template that names groups keeps EKS from giving nodes its own.
            const groups = own.length > 0 ? own : [this.clusterGroup()];
            return this.interfaces(texts(outputs, "subnetIds"), groups);
        });
    }

    /** The interfaces of the control plane, behind which the API server is and from which it calls. */
    controlPlane(): readonly Interface[] {
        const network = mapAt(this.account.one("aws:eks/cluster:Cluster").outputs, "vpcConfig");
        return this.interfaces(texts(network, "subnetIds"), [
            ...texts(network, "securityGroupIds"),
            this.clusterGroup(),
        ]);
    }

    /** The interfaces of the shared file system. */
    mountTargets(): readonly Interface[] {
        return this.account
            .all("aws:efs/mountTarget:MountTarget")
            .flatMap(({ outputs }) =>
                this.interfaces([stringAt(outputs, "subnetId") ?? ""], texts(outputs, "securityGroups")),
            );
    }

    /** Interfaces with some groups, in some subnets. */
    interfaces(subnetIds: readonly string[], groups: readonly string[]): readonly Interface[] {
        return subnetIds.map((subnetId) => ({
            subnetId,
            block: stringAt(this.subnet(subnetId).outputs, "cidrBlock") ?? "",
            groups,
        }));
    }

    /** The zone of an interface. */
    zoneOf({ subnetId }: Interface): string {
        return stringAt(this.subnet(subnetId).outputs, "availabilityZone") ?? "";
    }

    /** Whether a connection inside of the VPC is let through: its route is always there. */
    reaches(from: Interface, to: Interface, packet: Packet): boolean {
        return this.groups.lets(from, to, packet);
    }

    /** Whether a connection to the internet gets out, by a gateway that translates its address. */
    reachesInternet(from: Interface, packet: Packet = HTTPS): boolean {
        const gatewayId = this.routeOut(from.subnetId, "natGatewayId");
        const gateway = this.account.all("aws:ec2/natGateway:NatGateway").find(({ id }) => id === gatewayId);
        return gateway !== undefined && this.isConnected(gateway) && this.groups.lets(from, INTERNET, packet);
    }

    /** Whether a gateway has an address and its way to the internet; a regional one gets both by itself where its VPC has a way. */
    private isConnected({ outputs }: Made): boolean {
        if (outputs.availabilityMode === "regional") {
            return this.account
                .all("aws:ec2/internetGateway:InternetGateway")
                .some((gateway) => gateway.outputs.vpcId === outputs.vpcId);
        }
        const address = this.account.all("aws:ec2/eip:Eip").find(({ id }) => id === outputs.allocationId);
        return address !== undefined && this.isPublic(stringAt(outputs, "subnetId") ?? "");
    }

    /** Whether anybody of the internet can open a connection to an interface with a public address. */
    isReachedFromInternet(to: Interface, packet: Packet): boolean {
        return this.isPublic(to.subnetId) && this.groups.lets(INTERNET, to, packet);
    }

    /** Whether a subnet's traffic goes to the internet and comes from it. */
    isPublic(subnetId: string): boolean {
        const gatewayId = this.routeOut(subnetId, "gatewayId");
        const vpcId = stringAt(this.subnet(subnetId).outputs, "vpcId");
        return this.account
            .all("aws:ec2/internetGateway:InternetGateway")
            .some(({ id, outputs }) => id === gatewayId && outputs.vpcId === vpcId);
    }

    /**
     * How a connection to a service of AWS goes; undefined where it does not get there. An endpoint with private names takes all
     * connections to its service, those that it refuses, too.
     *
     * @param service as endpoints name it, such as `ecr.api`
     */
    wayTo(service: string, from: Interface): Way | undefined {
        const endpoints = this.account
            .all("aws:ec2/vpcEndpoint:VpcEndpoint")
            .filter(({ outputs }) => stringAt(outputs, "serviceName")?.endsWith(`.${this.account.region}.${service}`));
        const named = endpoints.find(
            ({ outputs }) => outputs.privateDnsEnabled === true && this.hasNames(outputs.vpcId),
        );
        if (named) {
            const doors = this.interfaces(texts(named.outputs, "subnetIds"), texts(named.outputs, "securityGroupIds"));
            const opens = doors.length > 0 && doors.every((door) => this.reaches(from, door, HTTPS));
            return opens ? "interface endpoint" : undefined;
        }
        const table = this.tableOf(from.subnetId);
        const isLed = endpoints.some(({ outputs }) => texts(outputs, "routeTableIds").includes(table));
        if (isLed) {
            return this.groups.lets(from, INTERNET, HTTPS) ? "gateway endpoint" : undefined;
        }
        return this.reachesInternet(from) ? "internet" : undefined;
    }

    /** The interface endpoints, by the services that they stand for. */
    endpointServices(): readonly string[] {
        return this.account
            .all("aws:ec2/vpcEndpoint:VpcEndpoint")
            .filter(({ outputs }) => outputs.vpcEndpointType === "Interface")
            .map(({ outputs }) => stringAt(outputs, "serviceName")?.split(".").slice(3).join(".") ?? "");
    }

    private clusterGroup(): string {
        const network = mapAt(this.account.one("aws:eks/cluster:Cluster").outputs, "vpcConfig");
        return stringAt(network, "clusterSecurityGroupId") ?? "";
    }

    private subnet(id: string): Made {
        const subnet = this.account.all("aws:ec2/subnet:Subnet").find((one) => one.id === id);
        if (subnet === undefined) {
            throw new Error(`The stack has no subnet ${id}.`);
        }
        return subnet;
    }

    private hasNames(vpcId: unknown): boolean {
        const vpc = this.account.all("aws:ec2/vpc:Vpc").find(({ id }) => id === vpcId);
        return vpc?.outputs.enableDnsSupport === true && vpc.outputs.enableDnsHostnames === true;
    }

    /** The route table of a subnet: its own, else the VPC's. */
    private tableOf(subnetId: string): string {
        const own = this.account
            .all("aws:ec2/routeTableAssociation:RouteTableAssociation")
            .find(({ outputs }) => outputs.subnetId === subnetId);
        const vpcId = stringAt(this.subnet(subnetId).outputs, "vpcId");
        const vpc = this.account.all("aws:ec2/vpc:Vpc").find(({ id }) => id === vpcId);
        return stringAt(own?.outputs ?? {}, "routeTableId") ?? stringAt(vpc?.outputs ?? {}, "mainRouteTableId") ?? "";
    }

    /** Where a subnet's route to everywhere leads. */
    private routeOut(subnetId: string, to: "gatewayId" | "natGatewayId"): string | undefined {
        const table = this.tableOf(subnetId);
        const inline = this.account
            .all("aws:ec2/routeTable:RouteTable")
            .filter(({ id }) => id === table)
            .flatMap(({ outputs }) => listAt(outputs, "routes").filter(isMap))
            .find(({ cidrBlock }) => cidrBlock === EVERYWHERE);
        const separate = this.account
            .all("aws:ec2/route:Route")
            .find(({ outputs }) => outputs.routeTableId === table && outputs.destinationCidrBlock === EVERYWHERE);
        return stringAt(inline ?? separate?.outputs ?? {}, to);
    }
}
