import { openFamilies } from "../../../core/facts/network/cidr";
import {
    byTraffic,
    type FirewallRule,
    ingressRules,
    isLimitedTo,
    SECURITY_GROUP_TYPES,
} from "../../model/firewall-rules";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
export const securityGroupOpen = typeRule({
    id: "security-group-open",
    title: "Security groups let the internet in at allowed ports alone.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Open ports are found within minutes.",
    fix: "Name the addresses or security groups that need the port.",
    sources: ["FSBP EC2.13", "FSBP EC2.14", "FSBP EC2.18", "FSBP EC2.19", "CKV_AWS_24", "CKV_AWS_25", "AWS-0107"],
    config: {
        allowedPorts: {
            description: "TCP ports that may be open to the world, each in a rule of its own.",
            type: "array",
            items: { type: "integer" },
            default: [],
        },
    },
    types: SECURITY_GROUP_TYPES,
    *check(resource, { config }) {
        const ports = Array.isArray(config.allowedPorts) ? config.allowedPorts.map(Number) : [];
        const rules = ingressRules(resource).filter((rule) => !isLimitedTo(rule, ports));
        const isOpen = (rule: FirewallRule) => openTo([rule]).length > 0;
        for (const rule of rules.filter(isOpen)) {
            yield finding(rule.value, `the rule lets in all ${familiesOf([rule])} addresses at ${rangeOf(rule)}`);
        }
        for (const group of byTraffic(rules.filter((rule) => !isOpen(rule)))) {
            const [first] = group;
            if (first !== undefined && openTo(group).length > 0) {
                const range = rangeOf(first);
                yield finding(
                    first.value,
                    `${group.length} rules let in all ${familiesOf(group)} addresses at ${range}`,
                );
            }
        }
    },
});

function openTo(rules: readonly FirewallRule[]): readonly (4 | 6)[] {
    return openFamilies(rules.flatMap(({ cidrs }) => cidrs.flatMap((cidr) => cidr.text ?? [])));
}

function familiesOf(rules: readonly FirewallRule[]): string {
    return `IPv${openTo(rules).join(" and IPv")}`;
}

function rangeOf({ protocol, fromPort, toPort }: FirewallRule): string {
    const ports = [fromPort, toPort].map((port) => (port.absent ? "any" : `${port}`));
    return `${protocol.absent ? "any protocol" : protocol} ${ports.join("-")}`;
}
