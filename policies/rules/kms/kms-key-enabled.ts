import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html */
export const kmsKeyEnabled = typeRule({
    id: "kms-key-enabled",
    title: "KMS keys are enabled.",
    severity: "medium",
    category: "reliability",
    level: "advisory",
    rationale: "Nothing that a disabled key has encrypted can be read.",
    fix: "Remove isEnabled, or set it to true.",
    sources: ["CKV_AWS_227"],
    types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
    *check({ props }) {
        for (const enabled of ["isEnabled", "enabled"].map((field) => props.key(field))) {
            if (enabled.outside(undefined, true)) {
                yield finding(enabled, `${enabled.path} is ${enabled}; required: true`);
            }
        }
    },
});
