import type { Resource } from "./resource";
import type { Value } from "./value";

/** One rule of a firewall that lets traffic in. */
export interface IngressRule {
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
export function ingressRules({ type, props }: Resource): readonly IngressRule[] {
    switch (type) {
        case "aws:ec2/securityGroup:SecurityGroup":
        case "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
            return props.key("ingress").items.map(inlineRule);
        case "aws:ec2/securityGroupRule:SecurityGroupRule":
            return props.key("type").text === "ingress" ? [inlineRule(props)] : [];
        case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
            return [
                {
                    ...inlineRule(props),
                    cidrs: [props.key("cidrIpv4"), props.key("cidrIpv6")],
                    protocol: props.key("ipProtocol"),
                },
            ];
        default:
            return [];
    }
}

function inlineRule(value: Value): IngressRule {
    return {
        value,
        cidrs: [...value.key("cidrBlocks").items, ...value.key("ipv6CidrBlocks").items],
        protocol: value.key("protocol"),
        fromPort: value.key("fromPort"),
        toPort: value.key("toPort"),
    };
}

/** True when a rule lets in nothing but TCP to one of the ports. */
export function isLimitedTo({ protocol, fromPort, toPort }: IngressRule, ports: readonly number[]): boolean {
    const isTcp = ["tcp", "6"].includes(String(protocol.known ?? "").toLowerCase());
    const from = fromPort.number;
    return isTcp && from !== undefined && from === toPort.number && ports.includes(from);
}
