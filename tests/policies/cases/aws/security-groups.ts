import { UNKNOWN_STRING as UNKNOWN } from "../../../../core/engine/signatures";
import type { RawResource } from "../../../../policies/model/resource";
import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const securityGroup = resource("aws:ec2/securityGroup:SecurityGroup", {
    description: "nodes",
    ingress: [{ description: "web", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
});
const ruleOf = (type: string, props: Record<string, unknown>): RawResource =>
    resource(type, { description: "web", fromPort: 443, toPort: 443, ...props });
/** An inline rule that lets a block of addresses in. */
const half = (cidr: string, props: Record<string, unknown> = {}) => ({
    ...{ description: "web", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidr] },
    ...props,
});

/** Breaches of the rules over security groups. */
export const SECURITY_GROUPS_CASES: readonly ResourceRuleCase[] = [
    ...[
        {
            resource: securityGroup,
            cidrs: "ingress[0].cidrBlocks",
            v6: "ingress[0].ipv6CidrBlocks",
            foundAt: "ingress[0]",
        },
        {
            resource: resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", securityGroup.props),
            cidrs: "ingress[0].cidrBlocks",
            v6: "ingress[0].ipv6CidrBlocks",
            foundAt: "ingress[0]",
        },
        {
            resource: ruleOf("aws:ec2/securityGroupRule:SecurityGroupRule", {
                type: "ingress",
                protocol: "tcp",
                cidrBlocks: ["10.0.0.0/8"],
            }),
            cidrs: "cidrBlocks",
            v6: "ipv6CidrBlocks",
            foundAt: "",
        },
    ].map(({ resource, cidrs, v6, foundAt }) => ({
        rule: "security-group-open",
        resource,
        dependsOn: ["type"],
        breaches: [
            breach("all IPv4 addresses", cidrs, ["0.0.0.0/0"], foundAt),
            breach("all IPv4 addresses in two halves", cidrs, ["0.0.0.0/1", "128.0.0.0/1"], foundAt),
            breach("all IPv6 addresses", v6, ["::/0"], foundAt),
        ],
    })),
    {
        rule: "security-group-open",
        resource: resource("aws:ec2/securityGroup:SecurityGroup", {
            description: "nodes",
            ingress: [half("0.0.0.0/1"), half("10.0.0.0/8", { protocol: "6" })],
        }),
        dependsOn: [0, 1].flatMap((index) =>
            ["protocol", "fromPort", "toPort", "cidrBlocks[0]"].map((field) => `ingress[${index}].${field}`),
        ),
        breaches: [
            breach(
                "the other half of the world in a second rule",
                "ingress[1].cidrBlocks",
                ["128.0.0.0/1"],
                "ingress[0]",
            ),
        ],
        accepted: [
            breach("the other half at another port", "ingress[1]", half("128.0.0.0/1", { fromPort: 80, toPort: 80 })),
            breach("the other half by another protocol", "ingress[1]", half("128.0.0.0/1", { protocol: "udp" })),
            breach(
                "the other half at a port that is not known",
                "ingress[1]",
                half("128.0.0.0/1", { fromPort: UNKNOWN }),
            ),
        ],
    },
    {
        rule: "security-group-open",
        config: { allowedPorts: [443] },
        resource: ruleOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
            ipProtocol: "tcp",
            cidrIpv4: "0.0.0.0/0",
        }),
        dependsOn: ["cidrIpv4", "ipProtocol", "fromPort", "toPort"],
        breaches: [
            breach("a range with another port", "fromPort", 22, ""),
            breach("every protocol", "ipProtocol", "-1", ""),
            breach("another protocol", "ipProtocol", "udp", ""),
        ],
        accepted: [breach("TCP by its number", "ipProtocol", "6"), breach("a prefix list", "cidrIpv4", undefined)],
    },
    {
        rule: "security-group-open",
        resource: ruleOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
            ipProtocol: "tcp",
            cidrIpv4: "10.0.0.0/8",
        }),
        breaches: [breach("the world", "cidrIpv4", "0.0.0.0/0", ""), breach("the IPv6 world", "cidrIpv6", "::/0", "")],
    },
    {
        rule: "default-security-group",
        resource: resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: "vpc-1" }),
        breaches: [breach("ingress", "ingress", [{ self: true }]), breach("egress", "egress", [{ protocol: "-1" }])],
    },
    {
        rule: "security-group-description",
        resource: securityGroup,
        breaches: [
            breach("no description", "description", undefined),
            breach("a rule without", "ingress[0].description", undefined),
        ],
    },
    {
        rule: "security-group-egress",
        resource: resource("aws:ec2/securityGroup:SecurityGroup", {
            egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8"] }],
        }),
        dependsOn: ["egress[0].protocol"],
        breaches: [
            breach("the world", "egress[0].cidrBlocks", ["0.0.0.0/0"], "egress[0]"),
            breach("the IPv6 world", "egress[0].ipv6CidrBlocks", ["::/0"], "egress[0]"),
        ],
        accepted: [
            breach("one port", "egress[0]", {
                protocol: "tcp",
                fromPort: 443,
                toPort: 443,
                cidrBlocks: ["0.0.0.0/0"],
            }),
        ],
    },
    {
        rule: "security-group-egress",
        resource: resource("aws:ec2/securityGroupRule:SecurityGroupRule", {
            type: "egress",
            protocol: "-1",
            cidrBlocks: ["10.0.0.0/8"],
        }),
        dependsOn: ["type", "protocol"],
        breaches: [breach("the world", "cidrBlocks", ["0.0.0.0/0"], "")],
    },
    {
        rule: "security-group-egress",
        resource: resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
            ipProtocol: "-1",
            cidrIpv4: "10.0.0.0/8",
        }),
        dependsOn: ["ipProtocol"],
        breaches: [breach("the world", "cidrIpv4", "0.0.0.0/0", "")],
    },
];
