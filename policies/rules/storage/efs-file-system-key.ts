import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html */
export const efsFileSystemKey = typeRule({
    id: "efs-file-system-key",
    title: "EFS file systems are encrypted with a key of your own.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "With the account's default key nobody can say who may read the files.",
    fix: "Set kmsKeyId.",
    sources: ["CKV_AWS_184"],
    types: ["aws:efs/fileSystem:FileSystem"],
    *check({ props }) {
        const key = props.key("kmsKeyId");
        // Whether there is a key is known even while its ARN is not.
        if (!key.isStated || (!key.isUnknown && key.text === "")) {
            yield finding(key, "kmsKeyId is not set");
        }
    },
});
