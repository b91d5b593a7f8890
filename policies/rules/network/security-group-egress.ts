import { openFamilies } from "../../../core/facts/network/cidr";
import { egressRules, SECURITY_GROUP_TYPES } from "../../model/firewall-rules";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
export const securityGroupEgress = typeRule({
    id: "security-group-egress",
    title: "Security groups do not let everything out to the world.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "Whoever breaks in takes data out by any port.",
    fix: "Name the protocol and port, or the addresses, that are needed.",
    sources: ["CKV_AWS_382", "AWS-0104"],
    types: SECURITY_GROUP_TYPES,
    *check(resource) {
        for (const rule of egressRules(resource)) {
            const open = openFamilies(rule.cidrs.flatMap((cidr) => cidr.text ?? []));
            if (open.length > 0 && ["-1", "all"].includes(String(rule.protocol.known ?? "").toLowerCase())) {
                yield finding(
                    rule.value,
                    `the rule lets out every protocol to all IPv${open.join(" and IPv")} addresses`,
                );
            }
        }
    },
});
