import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html */
export const efsFileSystemEncrypted = typeRule({
    id: "efs-file-system-encrypted",
    title: "EFS file systems are encrypted.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Encryption cannot be switched on later.",
    fix: "Set encrypted to true, and kmsKeyId to a key of your own.",
    sources: ["FSBP EFS.1", "CKV_AWS_42", "AWS-0037"],
    types: ["aws:efs/fileSystem:FileSystem"],
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
