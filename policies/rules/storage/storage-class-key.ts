import { finding, kindRule } from "../../model/rule";
import { isEbsClass } from "../../model/storage-classes";

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/how-ebs-encryption-works.html */
export const storageClassKey = kindRule({
    id: "storage-class-key",
    title: "EBS storage classes name the key of their volumes.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale:
        "With the account's default key nobody can say who may read the volumes, nor share them with an account.",
    fix: "Set parameters.kmsKeyId to the ARN of a key of your own.",
    sources: [],
    kinds: ["storage.k8s.io/StorageClass"],
    *check(resource) {
        const key = resource.props.at("parameters.kmsKeyId");
        if (isEbsClass(resource) && (key.absent || key.text === "")) {
            yield finding(key, "the class names no key");
        }
    },
});
