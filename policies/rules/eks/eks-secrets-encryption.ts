import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html */
export const eksSecretsEncryption = typeRule({
    id: "eks-secrets-encryption",
    title: "Kubernetes Secrets are encrypted with a KMS key of your own.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "With your own key you decide, and see, who decrypts; without it AWS does.",
    fix: 'Set encryptionConfig.resources to ["secrets"] and encryptionConfig.provider.keyArn.',
    sources: ["CIS EKS 5.3.1", "FSBP EKS.3", "CKV_AWS_58", "AWS-0039"],
    types: ["aws:eks/cluster:Cluster"],
    *check({ props }) {
        const encryption = props.key("encryptionConfig");
        const resources = encryption.key("resources");
        if (!resources.includes("secrets") && !resources.isIncomplete) {
            yield finding(resources, "encryptionConfig.resources does not name secrets");
        }
        const key = encryption.at("provider.keyArn");
        // Whether there is a key is known even while its ARN is not.
        if (encryption.isStated && !key.isStated) {
            yield finding(key, "encryptionConfig.provider.keyArn is not set");
        }
    },
});
