import type { Resource } from "../../model/resource";
import { type Finding, finding, kindRule } from "../../model/rule";

const EFS = "efs.csi.aws.com";

/** @see https://github.com/kubernetes-sigs/aws-efs-csi-driver#encryption-in-transit */
export const efsInTransit = kindRule({
    id: "efs-in-transit",
    title: "EFS file systems are mounted by TLS, in directories of their own.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without TLS, NFS sends files in the clear; without access points every claim sees every file.",
    fix: 'Set provisioningMode to "efs-ap" and leave encryptInTransit on.',
    sources: [],
    kinds: ["storage.k8s.io/StorageClass", "PersistentVolume"],
    check: findPlainMounts,
});

function* findPlainMounts({ kind, props }: Resource): Iterable<Finding> {
    const isClass = kind === "StorageClass";
    const driver = isClass ? props.key("provisioner") : props.at("spec.csi.driver");
    if (driver.text !== EFS) {
        return;
    }
    const inTransit = isClass
        ? props.at("parameters.encryptInTransit")
        : props.at("spec.csi.volumeAttributes.encryptInTransit");
    if (inTransit.outside(undefined, "true", true)) {
        yield finding(inTransit, `encryptInTransit is ${inTransit}; allowed: "true"`);
    }
    const mode = props.at("parameters.provisioningMode");
    // A class without any parameters provisions nothing: its name joins claims to volumes that are there.
    if (isClass && props.key("parameters").entries.length > 0 && mode.outside("efs-ap")) {
        yield finding(mode, `provisioningMode is ${mode}; required: "efs-ap"`);
    }
}
