import { getRouteTable } from "@pulumi/aws/ec2/getRouteTable";
import { getRouteTables } from "@pulumi/aws/ec2/getRouteTables";
import { getSubnet } from "@pulumi/aws/ec2/getSubnet";
import { getVpc } from "@pulumi/aws/ec2/getVpc";
import { getVpcEndpoint } from "@pulumi/aws/ec2/getVpcEndpoint";
import type * as pulumi from "@pulumi/pulumi";
import type { ExistingNetwork } from "../config/existing-network";

/** Where a default route leads, as far as the platform needs to know. */
export type WayOut = "internet-gateway" | "other" | "none";

/** What AWS says of a subnet. */
export interface SubnetFacts {
    readonly vpcId: string;
    readonly zone: string;
    /** Its IPv4 block. */
    readonly cidr: string;
    /** Addresses that are free. */
    readonly free: number;
    readonly tags: Readonly<Record<string, string>>;
    /** Where its traffic to the internet goes. */
    readonly wayOut: WayOut;
}

/** What AWS says of a VPC. */
export interface VpcFacts {
    readonly cidr: string;
    readonly dnsSupport: boolean;
    readonly dnsHostnames: boolean;
}

/** What AWS says of a network. */
export interface NetworkFacts {
    /** Undefined where the region has no such VPC. */
    readonly vpc: VpcFacts | undefined;
    /** By id; one that the region does not have is absent. */
    readonly subnets: ReadonlyMap<string, SubnetFacts>;
    /** The services that answer at an endpoint in the VPC, of those that were asked for. */
    readonly endpoints: ReadonlySet<string>;
}

/** What to ask. */
export interface FactsArgs {
    readonly network: ExistingNetwork;
    /** AWS region of the network. */
    readonly region: string;
    /** Services to look for endpoints of, where a private subnet has no other way out. */
    readonly services: readonly string[];
}

/** Asks AWS about a network; what does not exist is no error. */
export async function networkFacts(args: FactsArgs, opts: pulumi.InvokeOptions): Promise<NetworkFacts> {
    const { network, region, services } = args;
    const ids = new Set([...network.private, ...network.public.map(({ id }) => id), ...network.intra]);
    const vpc = await found(getVpc({ id: network.vpcId }, opts));
    if (vpc === undefined) {
        return { vpc, subnets: new Map(), endpoints: new Set() };
    }
    const subnets = new Map<string, SubnetFacts>();
    await Promise.all(
        [...ids].map(async (id) => {
            const subnet = await found(getSubnet({ id }, opts));
            if (subnet) {
                const { vpcId, availabilityZone: zone, cidrBlock: cidr, availableIpAddressCount: free, tags } = subnet;
                subnets.set(id, { vpcId, zone, cidr, free, tags, wayOut: await wayOutOf(id, vpcId, opts) });
            }
        }),
    );
    const closed = network.private.some((id) => subnets.get(id)?.wayOut === "none");
    const endpoints = closed ? await endpointsOf(network.vpcId, region, services, opts) : new Set<string>();
    const { cidrBlock: cidr, enableDnsSupport: dnsSupport, enableDnsHostnames: dnsHostnames } = vpc;
    return { vpc: { cidr, dnsSupport, dnsHostnames }, subnets, endpoints };
}

/** A subnet without a table of its own has the VPC's main one. */
async function wayOutOf(subnetId: string, vpcId: string, opts: pulumi.InvokeOptions): Promise<WayOut> {
    const tables = async (name: string, value: string) =>
        (await getRouteTables({ vpcId, filters: [{ name, values: [value] }] }, opts)).ids;
    const [own] = await tables("association.subnet-id", subnetId);
    const [table] = own === undefined ? await tables("association.main", "true") : [own];
    if (table === undefined) {
        return "none";
    }
    const { routes } = await getRouteTable({ routeTableId: table }, opts);
    const route = routes.find(({ cidrBlock }) => cidrBlock === "0.0.0.0/0");
    if (!route) {
        return "none";
    }
    return route.gatewayId.startsWith("igw-") ? "internet-gateway" : "other";
}

async function endpointsOf(
    vpcId: string,
    region: string,
    services: readonly string[],
    opts: pulumi.InvokeOptions,
): Promise<ReadonlySet<string>> {
    const there = await Promise.all(
        services.map(async (service) => {
            const serviceName = `com.amazonaws.${region}.${service}`;
            // Layers of images come from S3 by its gateway: names of S3 lead to no interface where there is none.
            const vpcEndpointType = service === "s3" ? "Gateway" : "Interface";
            const args = { vpcId, serviceName, vpcEndpointType, state: "available" };
            return (await isThere(getVpcEndpoint(args, opts))) ? [service] : [];
        }),
    );
    return new Set(there.flat());
}

/** Several endpoints lead to a service as well as one, which is all that the provider can tell of. */
async function isThere(asked: Promise<unknown>): Promise<boolean> {
    try {
        return (await found(asked)) !== undefined;
    } catch (error) {
        if (error instanceof Error && /multiple .* matched/i.test(error.message)) {
            return true;
        }
        throw error;
    }
}

/** The provider's words for what does not exist, and those of the services that it asks. */
const ABSENT = /no matching|not ?found|NotFound|does not exist|returned no results/i;

/** @throws Error for every failure but that nothing is there, such as a denial */
async function found<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
        return await asked;
    } catch (error) {
        if (error instanceof Error && ABSENT.test(error.message)) {
            return undefined;
        }
        throw error;
    }
}
