import { invalidArgument, notFound } from "../../../core/engine/errors";
import { isMap, listAt, type PropertyMap, stringAt } from "../../../core/engine/values";
import { valuesAt } from "../../resource/properties";
import type { StoredResource } from "../../world/world";
import { zoneId, zoneNames } from "../zones";
import type { AwsFunction, FunctionContext } from ".";

const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";

/** Zones, and the networks that exist. */
export const NETWORK_FUNCTIONS: Readonly<Record<string, AwsFunction>> = {
    "aws:index/getAvailabilityZones:getAvailabilityZones": (args, { region }) => {
        const excluded = listAt(args, "excludeNames");
        const names = zoneNames(region).filter((name) => !excluded.includes(name));
        return {
            groupNames: [region],
            id: region,
            names,
            region,
            zoneIds: names.map(zoneId),
            ...(args.state !== undefined && { state: args.state }),
        };
    },

    "aws:ec2/getVpc:getVpc": (args, context) => {
        const found = context.resources("aws:ec2/vpc:Vpc").filter((vpc) => fits(vpc, args, ["id", "cidrBlock"]));
        const [vpc] = found;
        if (!vpc || found.length > 1) {
            throw notFound(
                `no matching EC2 VPC found: ${found.length} of the simulated account match ${JSON.stringify(args)}, and one must.`,
            );
        }
        return { ...vpc.outputs, cidrBlockAssociations: [], default: false, id: vpc.id, state: "available" };
    },

    "aws:ec2/getSubnets:getSubnets": (args, context) => ({
        id: context.region,
        ids: context
            .resources("aws:ec2/subnet:Subnet")
            .flatMap((subnet) => (fits(subnet, args, []) ? [subnet.id] : [])),
        region: context.region,
        tags: args.tags ?? {},
    }),

    "aws:ec2/getSubnet:getSubnet": (args, context) => {
        const [subnet] = context
            .resources("aws:ec2/subnet:Subnet")
            .filter((candidate) => fits(candidate, args, ["id", "vpcId", "cidrBlock", "availabilityZone"]));
        if (!subnet) {
            throw notFound(`no matching EC2 Subnet found in the simulated account: ${JSON.stringify(args)}`);
        }
        return { availableIpAddressCount: 251, ...subnet.outputs, id: subnet.id, state: "available" };
    },

    "aws:ec2/getRouteTables:getRouteTables": (args, context) => ({
        id: context.region,
        ids: context
            .resources(ROUTE_TABLE)
            .flatMap((table) => (fits(reported(table, context), args, ["vpcId"]) ? [table.id] : [])),
        region: context.region,
        tags: args.tags ?? {},
    }),

    "aws:ec2/getRouteTable:getRouteTable": (args, context) => {
        const [table] = context.resources(ROUTE_TABLE).filter(({ id }) => id === args.routeTableId);
        if (!table) {
            throw notFound(
                `query returned no results: the simulated account has no route table like ${JSON.stringify(args)}`,
            );
        }
        return { ...reported(table, context).outputs, id: table.id, routeTableId: table.id };
    },

    "aws:ec2/getVpcEndpoint:getVpcEndpoint": (args, context) => {
        const [endpoint, ...others] = context
            .resources("aws:ec2/vpcEndpoint:VpcEndpoint")
            .filter((candidate) => fits(candidate, args, ["id", "vpcId", "serviceName", "vpcEndpointType"]));
        if (!endpoint) {
            throw notFound(`no matching EC2 VPC Endpoint found: ${JSON.stringify(args)}`);
        }
        if (others.length > 0) {
            throw invalidArgument(
                "multiple EC2 VPC Endpoints matched; use additional constraints to reduce matches to a single EC2 VPC Endpoint",
            );
        }
        return { ...endpoint.outputs, id: endpoint.id, state: "available" };
    },

    "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args, { region, account }) => {
        const name = stringAt(args, "name") ?? "";
        return {
            addressFamily: "IPv4",
            arn: `arn:aws:ec2:${region}:aws:prefix-list/pl-0123456789abcdef0`,
            entries: [],
            id: "pl-0123456789abcdef0",
            maxEntries: 10,
            name,
            ownerId: account,
            region,
            tags: {},
            version: 1,
        };
    },
};

/** A route table as AWS reports it: with its routes, which are resources of their own, each with every target, and its associations. */
function reported(table: StoredResource, context: FunctionContext): StoredResource {
    const ofTable = (type: string) =>
        context.resources(type).flatMap(({ outputs }) => (outputs.routeTableId === table.id ? [outputs] : []));
    const routes = [...listAt(table.outputs, "routes").filter(isMap), ...ofTable("aws:ec2/route:Route")].map(
        ({ destinationCidrBlock, ...route }) => ({
            ...NO_TARGET,
            ...(destinationCidrBlock !== undefined && { cidrBlock: destinationCidrBlock }),
            ...route,
        }),
    );
    const associations = [
        ...listAt(table.outputs, "associations"),
        ...ofTable("aws:ec2/routeTableAssociation:RouteTableAssociation").map(({ subnetId = "" }) => ({
            subnetId,
            main: false,
        })),
    ];
    return { ...table, outputs: { ...table.outputs, routes, associations } };
}

const NO_TARGET = { cidrBlock: "", gatewayId: "", natGatewayId: "", transitGatewayId: "", networkInterfaceId: "" };

/** Whether a resource has the values of the named arguments, the tags asked for, and passes the filters. */
function fits(resource: StoredResource, args: PropertyMap, named: readonly string[]): boolean {
    const report: PropertyMap = { ...resource.outputs, id: resource.id };
    const tags = isMap(args.tags) ? args.tags : {};
    const ownTags = isMap(report.tags) ? report.tags : {};
    return (
        named.every((key) => args[key] === undefined || args[key] === report[key]) &&
        Object.entries(tags).every(([key, value]) => ownTags[key] === value) &&
        listAt(args, "filters").every((filter) => !isMap(filter) || passes(report, ownTags, filter))
    );
}

function passes(report: PropertyMap, tags: PropertyMap, filter: PropertyMap): boolean {
    const name = stringAt(filter, "name") ?? "";
    const wanted = listAt(filter, "values");
    if (name.startsWith("tag:")) {
        return wanted.includes(tags[name.slice(4)] ?? null);
    }
    const [list, member] = name.split(".");
    if (list === "association" && member !== undefined) {
        const key = member.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        return listAt(report, "associations").some((one) => isMap(one) && wanted.includes(String(one[key] ?? "")));
    }
    const property = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return valuesAt(report, property).some((value) => wanted.includes(value));
}
