import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
export const defaultSecurityGroup = typeRule({
    id: "default-security-group",
    title: "The default security group lets nothing through.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "What names no security group gets this one.",
    fix: "Leave ingress and egress empty.",
    sources: ["FSBP EC2.2", "CKV2_AWS_12", "AWS-0173"],
    types: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
    *check({ props }) {
        for (const rules of [props.key("ingress"), props.key("egress")]) {
            if (rules.items.length > 0) {
                yield finding(rules, `the default security group has ${rules.items.length} rules; allowed: none`);
            }
        }
    },
});
