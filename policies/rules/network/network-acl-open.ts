import { openFamilies } from "../../../core/facts/network/cidr";
import type { Resource } from "../../model/resource";
import { finding, typeRule } from "../../model/rule";
import type { Value } from "../../model/value";

const RULE = "aws:ec2/networkAclRule:NetworkAclRule";
/** SSH and RDP. */
const ADMIN_PORTS = [22, 3389];

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
export const networkAclOpen = typeRule({
    id: "network-acl-open",
    title: "Network ACLs do not let the world in to SSH and RDP.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "The ACL is the last fence when a security group is opened by mistake.",
    fix: "Name the addresses, or allow ranges of ports without 22 and 3389.",
    sources: ["FSBP EC2.21", "CKV_AWS_231", "CKV_AWS_232", "AWS-0105"],
    types: ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", RULE],
    *check(resource) {
        for (const { value, action, cidrs, protocol } of allowRules(resource)) {
            const open = openFamilies(cidrs.flatMap((cidr) => cidr.text ?? []));
            const port = ADMIN_PORTS.find((candidate) => admits(value, protocol, candidate));
            if (action.text === "allow" && open.length > 0 && port !== undefined) {
                yield finding(value, `the rule lets in all IPv${open.join(" and IPv")} addresses at port ${port}`);
            }
        }
    },
});

interface AclRule {
    readonly value: Value;
    readonly action: Value;
    readonly cidrs: readonly Value[];
    readonly protocol: Value;
}

function allowRules({ type, props }: Resource): readonly AclRule[] {
    if (type === RULE && props.key("egress").outside(undefined, false)) {
        return [];
    }
    const rules = type === RULE ? [props] : props.key("ingress").items;
    return rules.map((value) => ({
        value,
        action: value.key(type === RULE ? "ruleAction" : "action"),
        cidrs: [value.key("cidrBlock"), value.key("ipv6CidrBlock")],
        protocol: value.key("protocol"),
    }));
}

/** The ports count for TCP alone; a rule for every protocol has none. */
function admits(rule: Value, protocol: Value, port: number): boolean {
    const name = String(protocol.known ?? "").toLowerCase();
    const [from, to] = [rule.key("fromPort").number, rule.key("toPort").number];
    return (
        ["-1", "all"].includes(name) ||
        (["tcp", "6"].includes(name) && from !== undefined && to !== undefined && from <= port && port <= to)
    );
}
