import { resource } from "../support/resources";
import { breach, type ResourceRuleCase } from "../support/rule-case";

const aclEntry = { ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" };
const aclRule = resource("aws:ec2/networkAclRule:NetworkAclRule", {
    ruleNumber: 100,
    ruleAction: "allow",
    egress: false,
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrBlock: "10.0.0.0/8",
});
const addon = resource("aws:eks/addon:Addon", {
    addonName: "vpc-cni",
    addonVersion: "v1.20.4-eksbuild.1",
    configurationValues: JSON.stringify({ enableNetworkPolicy: "true" }),
});

/** Breaches of the rules over network ACLs, egress, logs and network add-ons. */
export const NETWORK_CASES: readonly ResourceRuleCase[] = [
    ...["networkAcl:NetworkAcl", "defaultNetworkAcl:DefaultNetworkAcl"].map((type) => ({
        rule: "network-acl-open",
        resource: resource(`aws:ec2/${type}`, { vpcId: "vpc-1", ingress: [aclEntry] }),
        dependsOn: ["action", "protocol", "fromPort", "toPort", "cidrBlock"].map((field) => `ingress[0].${field}`),
        breaches: [
            breach("a range with SSH", "ingress[0].fromPort", 20, "ingress[0]"),
            breach("a range with RDP", "ingress[0].toPort", 4000, "ingress[0]"),
            breach("every protocol", "ingress[0].protocol", "-1", "ingress[0]"),
        ],
        accepted: [
            breach("a denial", "ingress[0]", { ...aclEntry, action: "deny", protocol: "-1" }),
            breach("another protocol", "ingress[0]", { ...aclEntry, protocol: "udp", fromPort: 0, toPort: 65535 }),
        ],
    })),
    {
        rule: "network-acl-open",
        resource: aclRule,
        dependsOn: ["ruleAction", "protocol", "fromPort", "toPort"],
        breaches: [
            breach("the world", "cidrBlock", "0.0.0.0/0", ""),
            breach("the IPv6 world", "ipv6CidrBlock", "::/0", ""),
        ],
    },
    {
        rule: "network-acl-open",
        resource: resource(aclRule.type, { ...aclRule.props, egress: true }),
        breaches: [],
        accepted: [breach("a rule for egress", "cidrBlock", "0.0.0.0/0")],
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
    {
        rule: "log-group-encrypted",
        resource: resource("aws:cloudwatch/logGroup:LogGroup", {
            kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1",
        }),
        breaches: [breach("nothing", "kmsKeyId", undefined)],
    },
    {
        rule: "eks-vpc-cni-network-policy",
        resource: addon,
        dependsOn: ["addonName"],
        breaches: [
            breach("no configuration", "configurationValues", undefined, "configurationValues.enableNetworkPolicy"),
            breach(
                "the engine switched off",
                "configurationValues",
                '{"enableNetworkPolicy":"false"}',
                "configurationValues.enableNetworkPolicy",
            ),
        ],
        accepted: [
            breach("a boolean", "configurationValues", '{"enableNetworkPolicy":true}'),
            breach("YAML", "configurationValues", 'env:\n  A: b\nenableNetworkPolicy: "true"\n'),
            breach("another add-on", "addonName", "coredns"),
        ],
    },
    {
        rule: "eks-addon-pinned",
        resource: addon,
        breaches: [breach("no version", "addonVersion", undefined)],
    },
];
