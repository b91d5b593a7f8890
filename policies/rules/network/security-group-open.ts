import { openFamilies } from "../../model/cidr";
import { ingressRules, isLimitedTo, SECURITY_GROUP_TYPES } from "../../model/firewall-rules";
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
        for (const rule of ingressRules(resource)) {
            const open = openFamilies(rule.cidrs.flatMap((cidr) => cidr.text ?? []));
            if (open.length > 0 && !isLimitedTo(rule, ports)) {
                const range = `${rule.protocol} ${rule.fromPort}-${rule.toPort}`;
                yield finding(rule.value, `the rule lets in all IPv${open.join(" and IPv")} addresses at ${range}`);
            }
        }
    },
});
