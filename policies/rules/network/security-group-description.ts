import { SECURITY_GROUP_TYPES } from "../../model/firewall-rules";
import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
export const securityGroupDescription = typeRule({
    id: "security-group-description",
    title: "Security groups and their rules say what they are for.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "Nobody dares to remove a rule that nobody can explain.",
    fix: "Set description.",
    sources: ["CKV_AWS_23", "AWS-0099", "AWS-0124"],
    types: SECURITY_GROUP_TYPES.filter((type) => !type.includes("default")),
    *check({ props }) {
        const rules = [...props.key("ingress").items, ...props.key("egress").items];
        for (const description of [props, ...rules].map((owner) => owner.key("description"))) {
            if (description.absent || description.text === "") {
                yield finding(description, "description is not set");
            }
        }
    },
});
