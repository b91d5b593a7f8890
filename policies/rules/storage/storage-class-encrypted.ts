import { finding, kindRule } from "../../model/rule";
import { isEbsClass } from "../../model/storage-classes";

/** @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md */
export const storageClassEncrypted = kindRule({
    id: "storage-class-encrypted",
    title: "EBS storage classes encrypt their volumes.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Snapshots of an unencrypted volume can be read by whoever gets them.",
    fix: 'Set parameters.encrypted to the text "true".',
    sources: [],
    kinds: ["storage.k8s.io/StorageClass"],
    *check(resource) {
        const encrypted = resource.props.at("parameters.encrypted");
        if (isEbsClass(resource) && encrypted.outside("true")) {
            yield finding(encrypted, `parameters.encrypted is ${encrypted}; required: the text "true"`);
        }
    },
    *remediate(resource) {
        const encrypted = resource.props.at("parameters.encrypted");
        if (isEbsClass(resource) && encrypted.outside("true")) {
            yield { at: encrypted, to: "true" };
        }
    },
});
