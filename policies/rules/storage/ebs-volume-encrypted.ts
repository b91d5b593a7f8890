import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html */
export const ebsVolumeEncrypted = typeRule({
    id: "ebs-volume-encrypted",
    title: "EBS volumes and snapshot copies are encrypted.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Snapshots of an unencrypted volume can be read by whoever gets them.",
    fix: "Set encrypted to true.",
    sources: ["FSBP EC2.3", "CKV_AWS_3", "AWS-0026", "AWS-0027"],
    types: ["aws:ebs/volume:Volume", "aws:ebs/snapshotCopy:SnapshotCopy"],
    *check({ props }) {
        const encrypted = props.key("encrypted");
        if (encrypted.outside(true)) {
            yield finding(encrypted, `encrypted is ${encrypted}; required: true`);
        }
    },
    *remediate({ props }) {
        const encrypted = props.key("encrypted");
        if (encrypted.outside(true)) {
            yield { at: encrypted, to: true };
        }
    },
});
