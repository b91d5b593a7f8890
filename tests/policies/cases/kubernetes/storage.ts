import { object } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const storageClass = object("storage.k8s.io/v1", "StorageClass", {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" },
});
const ebs = object("storage.k8s.io/v1", "StorageClass", {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    volumeBindingMode: "WaitForFirstConsumer",
    reclaimPolicy: "Retain",
});
const efs = object("storage.k8s.io/v1", "StorageClass", {
    provisioner: "efs.csi.aws.com",
    parameters: { provisioningMode: "efs-ap", fileSystemId: "fs-1", directoryPerms: "700", gidRangeStart: "1000" },
    reclaimPolicy: "Retain",
});

const VOLUME = { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"] };
/** A PersistentVolume of one node alone. */
const local = (path: string) => ({
    ...VOLUME,
    local: { path },
    nodeAffinity: {
        required: {
            nodeSelectorTerms: [
                { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["node-1"] }] },
            ],
        },
    },
});
const volume = object("v1", "PersistentVolume", {
    metadata: { namespace: undefined },
    spec: { ...VOLUME, hostPath: { path: "/srv/files" } },
});

/** Breaches of the rules over StorageClasses and PersistentVolumes. */
export const STORAGE_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "storage-class-encrypted",
        resource: storageClass,
        dependsOn: ["provisioner"],
        breaches: [
            breach("nothing", "parameters.encrypted", undefined),
            breach("false", "parameters.encrypted", "false"),
            breach("a boolean, which the API server refuses", "parameters.encrypted", true),
        ],
        accepted: [breach("another provisioner", "provisioner", "efs.csi.aws.com")],
    },
    {
        rule: "storage-class-type",
        resource: storageClass,
        dependsOn: ["provisioner"],
        breaches: ["gp2", "io1", "standard"].map((type) => breach(type, "parameters.type", type)),
        accepted: [breach("nothing, which means gp3", "parameters.type", undefined)],
    },
    {
        rule: "storage-class-type",
        resource: { ...storageClass, props: { ...storageClass.props, provisioner: "kubernetes.io/aws-ebs" } },
        dependsOn: ["provisioner"],
        breaches: [breach("nothing, which means gp2 in tree", "parameters.type", undefined)],
    },
    {
        rule: "storage-class-key",
        resource: storageClass,
        dependsOn: ["provisioner"],
        breaches: [breach("nothing", "parameters.kmsKeyId", undefined)],
        accepted: [breach("another provisioner", "provisioner", "efs.csi.aws.com")],
    },
    {
        rule: "efs-in-transit",
        resource: object("storage.k8s.io/v1", "StorageClass", {
            provisioner: "efs.csi.aws.com",
            parameters: { provisioningMode: "efs-ap", fileSystemId: "fs-1", directoryPerms: "700" },
        }),
        dependsOn: ["provisioner"],
        breaches: [
            breach("encryption switched off", "parameters.encryptInTransit", "false"),
            breach("no access points", "parameters.provisioningMode", undefined),
        ],
        accepted: [breach("no parameters, as for volumes that are there", "parameters", undefined)],
    },
    {
        rule: "efs-in-transit",
        resource: object("v1", "PersistentVolume", {
            spec: { csi: { driver: "efs.csi.aws.com", volumeHandle: "fs-1" } },
        }),
        dependsOn: ["spec.csi.driver"],
        breaches: [breach("encryption switched off", "spec.csi.volumeAttributes.encryptInTransit", "false")],
    },
    {
        rule: "storage-class-binding",
        resource: ebs,
        dependsOn: ["provisioner"],
        breaches: [
            breach("nothing, which means at once", "volumeBindingMode", undefined),
            breach("Immediate", "volumeBindingMode", "Immediate"),
        ],
    },
    {
        rule: "storage-class-binding",
        resource: efs,
        breaches: [],
        accepted: [breach("files, which every zone reaches", "volumeBindingMode", "Immediate")],
    },
    {
        rule: "storage-class-reclaim",
        resource: ebs,
        dependsOn: ["provisioner"],
        breaches: [
            breach("nothing, which means Delete", "reclaimPolicy", undefined),
            breach("Delete", "reclaimPolicy", "Delete"),
        ],
        accepted: [breach("another provisioner", "provisioner", "rancher.io/local-path")],
    },
    {
        rule: "efs-directory-permissions",
        resource: efs,
        dependsOn: ["provisioner"],
        breaches: [
            ...["777", "0772", "703"].map((mode) => breach(mode, "parameters.directoryPerms", mode)),
            ...["uid", "gid", "gidRangeStart"].map((id) => breach(`root's ${id}`, `parameters.${id}`, "0")),
        ],
        accepted: [breach("a group that writes", "parameters.directoryPerms", "770")],
    },
    {
        rule: "host-path-sensitive",
        resource: volume,
        breaches: [
            ...["/etc/kubernetes", "etc", "/", "/var/lib/kubelet/pods", "/dev/mem"].map((path) =>
                breach(`${path} in a PersistentVolume`, "spec.hostPath.path", path),
            ),
            breach("a local volume", "spec", local("/root/.ssh"), "spec.local.path"),
            breach("all devices of a node", "spec", local("/dev"), "spec.local.path"),
        ],
        // These hold the socket, too.
        also: ["container-runtime-socket"],
        accepted: [
            breach("a local disk", "spec", local("/mnt/disks/ssd1")),
            breach("a disk with a file system", "spec", local("/dev/sdb")),
            breach("a disk as a block device", "spec", { ...local("/dev/nvme1n1"), volumeMode: "Block" }),
        ],
    },
    {
        rule: "host-path-sensitive",
        config: { allowedPaths: ["/etc/ssl:ro"] },
        resource: volume,
        breaches: [breach("a path that pods may only read", "spec.hostPath.path", "/etc/ssl")],
    },
    {
        rule: "container-runtime-socket",
        resource: volume,
        breaches: ["/var/run/docker.sock", "/run/containerd"].map((path) =>
            breach(`${path} in a PersistentVolume`, "spec.hostPath.path", path),
        ),
    },
];
