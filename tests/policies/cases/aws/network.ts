import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const ACL_ENTRY = { ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" };
const aclRule = resource("aws:ec2/networkAclRule:NetworkAclRule", {
    ruleNumber: 100,
    ruleAction: "allow",
    egress: false,
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrBlock: "10.0.0.0/8",
});

/** Breaches of the rules over subnets, network ACLs and logs. */
export const NETWORK_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "subnet-public-address",
        resource: resource("aws:ec2/subnet:Subnet", { cidrBlock: "10.0.0.0/24" }),
        breaches: [breach("public addresses", "mapPublicIpOnLaunch", true)],
        accepted: [
            breach("a subnet for public load balancers", "", {
                mapPublicIpOnLaunch: true,
                tags: { "kubernetes.io/role/elb": "1" },
            }),
        ],
    },
    {
        rule: "log-group-retention",
        resource: resource("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 90 }),
        breaches: [breach("nothing", "retentionInDays", undefined), breach("0", "retentionInDays", 0)],
    },
    ...["networkAcl:NetworkAcl", "defaultNetworkAcl:DefaultNetworkAcl"].map((type) => ({
        rule: "network-acl-open",
        resource: resource(`aws:ec2/${type}`, { vpcId: "vpc-1", ingress: [ACL_ENTRY] }),
        dependsOn: ["action", "protocol", "fromPort", "toPort", "cidrBlock"].map((field) => `ingress[0].${field}`),
        breaches: [
            breach("a range with SSH", "ingress[0].fromPort", 20, "ingress[0]"),
            breach("a range with RDP", "ingress[0].toPort", 4000, "ingress[0]"),
            breach("every protocol", "ingress[0].protocol", "-1", "ingress[0]"),
        ],
        accepted: [
            breach("a denial", "ingress[0]", { ...ACL_ENTRY, action: "deny", protocol: "-1" }),
            breach("another protocol", "ingress[0]", { ...ACL_ENTRY, protocol: "udp", fromPort: 0, toPort: 65535 }),
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
        rule: "log-group-encrypted",
        resource: resource("aws:cloudwatch/logGroup:LogGroup", {
            kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1",
        }),
        breaches: [breach("nothing", "kmsKeyId", undefined)],
    },
];
