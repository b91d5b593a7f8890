import { finding, kindRule } from "../../model/rule";

export const PROVISIONERS = [
    "ebs.csi.aws.com",
    "ebs.csi.eks.amazonaws.com",
    "kubernetes.io/aws-ebs",
    "efs.csi.aws.com",
];

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming */
export const storageClassReclaim = kindRule({
    id: "storage-class-reclaim",
    title: "Storage classes keep volumes whose claim is gone.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale: "By default the data goes away with the claim, and with the namespace.",
    fix: "Set reclaimPolicy to Retain, for classes that hold more than caches.",
    sources: [],
    kinds: ["storage.k8s.io/StorageClass"],
    *check({ props }) {
        const policy = props.key("reclaimPolicy");
        if (PROVISIONERS.includes(props.key("provisioner").text ?? "") && policy.outside("Retain")) {
            yield finding(policy, `reclaimPolicy is ${policy}; required: "Retain"`);
        }
    },
});
