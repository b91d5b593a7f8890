import { compare } from "../../../../core/compare";
import { revealed } from "../../../../core/faults/visible";
import { groupBy } from "../../../../core/group-by";
import { type Material, type Subject, textsIn } from "../material";
import { type Block, column, framed, leaf, row, wrapped } from "./block";
import { contentOf, groupContent, isKeeper } from "./content";

const CHIP = { width: 168, height: 40 };
const GAP = 12;
const SUBNET_WIDTH = 2 * CHIP.width + 3 * GAP;

/** From outside to inside; others come first. */
const TIERS = ["public", "private", "intra"];

/** What stands in a subnet. */
const IN_SUBNETS = new Set([
    "aws:ec2/natGateway:NatGateway",
    "aws:efs/mountTarget:MountTarget",
    "aws:ec2/instance:Instance",
]);

/** Load balancers, and what asks for one. */
const AT_THE_EDGE =
    /^aws:(lb|alb|elb|elasticloadbalancingv2|apigatewayv2|cloudfront)\/(loadBalancer|api|distribution):/;

/** Networks with their zones, subnets and node groups, and beside them what is in no network: keys, file systems, logs. */
export function networks(material: Material): readonly Block[] {
    const ofType = (type: string) => material.subjects.filter((subject) => subject.type === type);
    const subnets = ofType("aws:ec2/subnet:Subnet");
    const vpcs = ofType("aws:ec2/vpc:Vpc");
    return vpcs.map((vpc) => {
        const own = vpcs.length === 1 ? subnets : subnets.filter((subnet) => names(subnet, "vpcId") === idOf(vpc));
        const cidr = names(vpc, "cidrBlock");
        const gates = material.subjects.filter(
            ({ type }) => type === "aws:ec2/internetGateway:InternetGateway" || AT_THE_EDGE.test(type),
        );
        const endpoints = ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
        const chips = [...gates, ...endpoints].map((one) => chip(material, one, endpointOf(one) ?? one.kind));
        const zones = zonesOf(material, own, ofType("aws:eks/nodeGroup:NodeGroup"));
        return framed(
            contentOf("vpc", vpc, `VPC ${cidr === undefined ? vpc.name : revealed(cidr)}`),
            column([wrapped(chips, Math.max(zones.width, SUBNET_WIDTH), GAP), zones], GAP),
        );
    });
}

/** What a stack keeps outside of networks. */
export function keepers(material: Material): Block {
    return column(
        material.subjects.filter(isKeeper).map((subject) => chip(material, subject, subject.kind)),
        GAP,
    );
}

function zonesOf(material: Material, subnets: readonly Subject[], nodeGroups: readonly Subject[]): Block {
    const zones = [...new Set(subnets.map((subnet) => names(subnet, "availabilityZone") ?? "other zone"))].toSorted(
        compare,
    );
    const tiers = [...groupBy(subnets, tierOf)].toSorted(([one], [other]) => TIERS.indexOf(one) - TIERS.indexOf(other));
    const heads = row(
        zones.map((zone) => leaf(groupContent("zone", revealed(zone)), SUBNET_WIDTH, 26)),
        GAP,
    );
    const rows = tiers.map(([tier, own]) => {
        const inside = own.map((subnet) =>
            material.subjects.filter((one) => IN_SUBNETS.has(one.type) && names(one, "subnetId") === idOf(subnet)),
        );
        const lines = Math.max(...inside.map(({ length }) => Math.ceil(length / 2)));
        const cells = zones.map((zone) => {
            const at = own.findIndex((subnet) => (names(subnet, "availabilityZone") ?? "other zone") === zone);
            const subnet = own[at];
            if (subnet === undefined) {
                return leaf(groupContent("others", `no ${tier} subnet`), SUBNET_WIDTH, 30);
            }
            const chips = (inside[at] ?? []).map((one) => chip(material, one, one.kind, zone));
            const filler = leaf(groupContent("others", ""), 0, 0);
            const cidr = names(subnet, "cidrBlock") ?? "";
            const content = contentOf("subnet", subnet, `${tier} ${revealed(cidr)}`);
            const inner = chips.length > 0 || lines === 0 ? wrapped(chips, SUBNET_WIDTH - 2 * GAP, GAP) : filler;
            return framed(content, inner, SUBNET_WIDTH);
        });
        const ids = new Set(own.map(idOf));
        const groups = nodeGroups.filter((group) => listOf(group, "subnetIds").some((id) => ids.has(id)));
        return column(
            [
                row(cells, GAP),
                ...groups.map((group) => nodeGroupBar(group, `node group ${material.briefName(group)}`, own, zones)),
            ],
            GAP,
        );
    });
    return column([heads, ...rows], GAP);
}

/** A node group spans the zones that it may place nodes in. */
function nodeGroupBar(group: Subject, title: string, subnets: readonly Subject[], zones: readonly string[]): Block {
    const used = listOf(group, "subnetIds");
    const places = subnets
        .filter((subnet) => used.includes(idOf(subnet)))
        .map((subnet) => zones.indexOf(names(subnet, "availabilityZone") ?? "other zone"));
    const [first, last] = [Math.min(...places), Math.max(...places)];
    const width = (last - first + 1) * (SUBNET_WIDTH + GAP) - GAP;
    const scaling = group.resource?.inputs.scalingConfig;
    const size = (key: string) =>
        (typeof scaling === "object" && scaling !== null && Reflect.get(scaling, key)) || undefined;
    const range = size("minSize") === undefined ? "" : `, ${size("minSize")} to ${size("maxSize")} nodes`;
    const types = listOf(group, "instanceTypes").join(", ");
    const bar = leaf(contentOf("nodes", group, title, revealed(`${types}${range}`)), width, CHIP.height);
    const before = leaf(groupContent("others", ""), first * (SUBNET_WIDTH + GAP) - GAP, 0);
    return first === 0 ? bar : row([before, bar], GAP);
}

/** @param zone that it stands in, which its name need not say again */
function chip(material: Material, subject: Subject, note: string, zone?: string): Block {
    const name = material.briefName(subject);
    const title = zone !== undefined && name.endsWith(`-${zone}`) ? name.slice(0, -zone.length - 1) : name;
    return leaf(contentOf("part", subject, title, note), CHIP.width, CHIP.height);
}

/** What a subnet is for: its name without its zone. */
function tierOf(subnet: Subject): string {
    const zone = names(subnet, "availabilityZone") ?? "";
    const role = /(public|private|intra)/.exec(subnet.name)?.[0];
    return role ?? revealed(subnet.name.replace(zone, "").replace(/-+$/, ""));
}

function idOf({ resource, urn }: Subject): string {
    return textsIn(resource?.outputs)("id") ?? urn;
}

function names({ resource }: Subject, key: string): string | undefined {
    return textsIn(resource?.inputs)(key);
}

function listOf({ resource }: Subject, key: string): readonly string[] {
    const value = resource?.inputs[key];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** com.amazonaws.eu-west-1.ecr.api is the endpoint of ecr.api. */
function endpointOf(endpoint: Subject): string | undefined {
    const service = names(endpoint, "serviceName")?.split(".").slice(3).join(".");
    return service === undefined ? undefined : revealed(`endpoint of ${service}`);
}
