import { finding, kindRule } from "../../model/rule";
import { isEbsClass } from "../../model/storage-classes";

export const OLD_TYPES = ["gp2", "io1", "standard"];

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html */
export const storageClassType = kindRule({
    id: "storage-class-type",
    title: "EBS storage classes use the current generation of volumes.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "gp2 costs a quarter more than gp3 and is slow when small; io1 wears out faster than io2.",
    fix: "Set parameters.type to gp3, or io2 for databases.",
    sources: [],
    kinds: ["storage.k8s.io/StorageClass"],
    *check(resource) {
        const type = resource.props.at("parameters.type");
        const isInTree = resource.props.key("provisioner").text === "kubernetes.io/aws-ebs";
        if (isEbsClass(resource) && (OLD_TYPES.includes(type.text ?? "") || (isInTree && type.absent))) {
            yield finding(type, `parameters.type is ${type}; allowed: "gp3", "io2", "st1", "sc1"`);
        }
    },
});
