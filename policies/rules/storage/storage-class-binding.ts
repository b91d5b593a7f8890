import { finding, kindRule } from "../../model/rule";
import { isEbsClass } from "../../model/storage-classes";

/** @see https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode */
export const storageClassBinding = kindRule({
    id: "storage-class-binding",
    title: "EBS storage classes wait for the pod before they make its volume.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale: "A volume lives in one zone: made at once, it may be in a zone where the pod finds no node.",
    fix: "Set volumeBindingMode to WaitForFirstConsumer.",
    sources: [],
    kinds: ["storage.k8s.io/StorageClass"],
    *check(resource) {
        const mode = resource.props.key("volumeBindingMode");
        if (isEbsClass(resource) && mode.outside("WaitForFirstConsumer")) {
            yield finding(mode, `volumeBindingMode is ${mode}; required: "WaitForFirstConsumer"`);
        }
    },
});
