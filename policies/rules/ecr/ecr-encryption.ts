import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html */
export const ecrEncryption = typeRule({
    id: "ecr-encryption",
    title: "Repositories are encrypted with a KMS key.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "With a KMS key the account decides, and sees, who reads images. It cannot be changed later.",
    fix: "Set encryptionConfigurations[0].encryptionType to KMS.",
    sources: ["CKV_AWS_136", "AWS-0033"],
    types: ["aws:ecr/repository:Repository"],
    *check({ props }) {
        const configurations = props.key("encryptionConfigurations");
        const types = configurations.items.map((item) => item.key("encryptionType"));
        if (configurations.absent || types.some((type) => type.outside("KMS", "KMS_DSSE"))) {
            yield finding(configurations, "encryptionType is not KMS");
        }
    },
});
