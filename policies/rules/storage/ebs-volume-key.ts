import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html */
export const ebsVolumeKey = typeRule({
    id: "ebs-volume-key",
    title: "EBS volumes and snapshot copies are encrypted with a key of your own.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale:
        "With the account's default key nobody can say who may read the volumes, nor share them with an account.",
    fix: "Set kmsKeyId.",
    sources: ["CKV_AWS_189"],
    types: ["aws:ebs/volume:Volume", "aws:ebs/snapshotCopy:SnapshotCopy"],
    *check({ props }) {
        const key = props.key("kmsKeyId");
        // Whether there is a key is known even while its ARN is not.
        if (!key.isStated || (!key.isUnknown && key.text === "")) {
            yield finding(key, "kmsKeyId is not set");
        }
    },
});
