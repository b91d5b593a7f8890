import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
export const logGroupEncrypted = typeRule({
    id: "log-group-encrypted",
    title: "Log groups are encrypted by a key of their own.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "With a key of AWS nobody can say, or see in an audit log, who may read the logs.",
    fix: "Set kmsKeyId, and allow logs.<region>.amazonaws.com in the key's policy.",
    sources: ["CKV_AWS_158", "AWS-0017"],
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    *check({ props }) {
        const key = props.key("kmsKeyId");
        if (key.absent || key.text === "") {
            yield finding(key, "kmsKeyId is not set");
        }
    },
});
