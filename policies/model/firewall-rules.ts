import type { Resource } from "./resource";
import type { Value } from "./value";

/** One rule of a firewall. */
export interface FirewallRule {
    /** The rule itself. */
    readonly value: Value;
    readonly cidrs: readonly Value[];
    readonly protocol: Value;
    readonly fromPort: Value;
    readonly toPort: Value;
}

export const SECURITY_GROUP_TYPES = [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

/** What the security group, or the rule of one, lets in, whichever of the five resource types says so. */
export function ingressRules({ type, props }: Resource): readonly FirewallRule[] {
    switch (type) {
        case "aws:ec2/securityGroup:SecurityGroup":
        case "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
            return props.key("ingress").items.map(inlineRule);
        case "aws:ec2/securityGroupRule:SecurityGroupRule":
            return props.key("type").text === "ingress" ? [inlineRule(props)] : [];
        case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
            return [singleRule(props)];
        default:
            return [];
    }
}

/** What the security group, or the rule of one, lets out, in the same form. */
export function egressRules({ type, props }: Resource): readonly FirewallRule[] {
    switch (type) {
        case "aws:ec2/securityGroup:SecurityGroup":
            return props.key("egress").items.map(inlineRule);
        case "aws:ec2/securityGroupRule:SecurityGroupRule":
            return props.key("type").text === "egress" ? [inlineRule(props)] : [];
        case "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule":
            return [singleRule(props)];
        default:
            return [];
    }
}

/** Rules by the traffic that they are about, so that those which say the same of different addresses are together. */
export function byTraffic(rules: readonly FirewallRule[]): readonly (readonly FirewallRule[])[] {
    const groups = new Map<string, FirewallRule[]>();
    for (const rule of rules) {
        const key = trafficOf(rule);
        groups.set(key, [...(groups.get(key) ?? []), rule]);
    }
    return [...groups.values()];
}

/** Protocol and ports; a rule that only an update can tell is like no other. */
function trafficOf({ value, protocol, fromPort, toPort }: FirewallRule): string {
    const parts = [protocol, fromPort, toPort];
    if (parts.some((part) => part.isUnknown)) {
        return value.path;
    }
    const name = String(protocol.known ?? "").toLowerCase();
    const number = PROTOCOL_NUMBERS.get(name) ?? name;
    return number === ALL_PROTOCOLS ? number : [number, fromPort.known, toPort.known].join(" ");
}

/** @see https://www.iana.org/assignments/protocol-numbers */
const PROTOCOL_NUMBERS: ReadonlyMap<string, string> = new Map(
    Object.entries<string>({ all: "-1", icmp: "1", tcp: "6", udp: "17", icmpv6: "58" }),
);
/** Ports mean nothing where every protocol passes. */
const ALL_PROTOCOLS = "-1";

/** A rule that names one block of each family. */
function singleRule(value: Value): FirewallRule {
    return {
        ...inlineRule(value),
        cidrs: [value.key("cidrIpv4"), value.key("cidrIpv6")],
        protocol: value.key("ipProtocol"),
    };
}

function inlineRule(value: Value): FirewallRule {
    return {
        value,
        cidrs: [...value.key("cidrBlocks").items, ...value.key("ipv6CidrBlocks").items],
        protocol: value.key("protocol"),
        fromPort: value.key("fromPort"),
        toPort: value.key("toPort"),
    };
}

/** True when a rule lets in nothing but TCP to one of the ports. */
export function isLimitedTo({ protocol, fromPort, toPort }: FirewallRule, ports: readonly number[]): boolean {
    const isTcp = ["tcp", "6"].includes(String(protocol.known ?? "").toLowerCase());
    const from = fromPort.number;
    return isTcp && from !== undefined && from === toPort.number && ports.includes(from);
}
