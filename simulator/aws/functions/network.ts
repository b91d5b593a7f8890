import { notFound } from "../../../core/engine/errors";
import { isMap, listAt, type PropertyMap, stringAt } from "../../../core/engine/values";
import { valuesAt } from "../../resource/properties";
import type { StoredResource } from "../../world/world";
import { zoneId, zoneNames } from "../zones";
import type { AwsFunction } from ".";

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
            throw notFound(`${found.length} VPCs of the simulated account match ${JSON.stringify(args)}: one must.`);
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
            throw notFound(`no subnet of the simulated account matches ${JSON.stringify(args)}`);
        }
        return { ...subnet.outputs, availableIpAddressCount: 251, id: subnet.id, state: "available" };
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
    const property = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return valuesAt(report, property).some((value) => wanted.includes(value));
}
