import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
export const kmsPolicyLockout = typeRule({
    id: "kms-policy-lockout",
    title: "AWS checks that a key's policy leaves somebody who can change it.",
    severity: "high",
    category: "reliability",
    level: "mandatory",
    rationale: "A key whose policy locks everybody out can be recovered by AWS Support alone.",
    fix: "Remove bypassPolicyLockoutSafetyCheck.",
    sources: [],
    types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/keyPolicy:KeyPolicy"],
    *check({ props }) {
        const bypass = props.key("bypassPolicyLockoutSafetyCheck");
        if (bypass.outside(undefined, false)) {
            yield finding(bypass, `bypassPolicyLockoutSafetyCheck is ${bypass}; allowed: false`);
        }
    },
});
