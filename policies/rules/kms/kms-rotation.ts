import { finding, typeRule } from "../../model/rule";

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
export const kmsRotation = typeRule({
    id: "kms-rotation",
    title: "Symmetric KMS keys rotate.",
    severity: "medium",
    category: "security",
    level: "mandatory",
    rationale: "Rotation limits what one leaked key material can decrypt.",
    fix: "Set enableKeyRotation to true.",
    sources: ["FSBP KMS.4", "CKV_AWS_7", "AWS-0065"],
    types: ["aws:kms/key:Key"],
    *check({ props }) {
        const spec = props.key("customerMasterKeySpec");
        const rotation = props.key("enableKeyRotation");
        // Asymmetric and HMAC keys, and those of a store of your own, cannot rotate by themselves.
        const isElsewhere = props.key("customKeyStoreId").isStated || props.key("xksKeyId").isStated;
        const canRotate =
            !isElsewhere && !spec.isIncomplete && (spec.text ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT";
        if (canRotate && rotation.outside(true)) {
            yield finding(rotation, `enableKeyRotation is ${rotation}; required: true`);
        }
    },
});
