import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html */
export const ebsDefaultEncryption = typeRule({
    id: "ebs-default-encryption",
    title: "The account encrypts EBS volumes by default.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "A volume that somebody makes by hand would be in the clear.",
    fix: "Remove enabled, or set it to true.",
    sources: ["FSBP EC2.7", "CKV_AWS_106"],
    types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
    *check({ props }) {
        const enabled = props.key("enabled");
        if (enabled.outside(undefined, true)) {
            yield finding(enabled, `enabled is ${enabled}; required: true`);
        }
    },
});
