import type { ManagedAddon } from "./managed-addon";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html */
export const awsEfsCsiDriver = {
    title: "Mounts the shared file system.",
    stage: "after-nodes",
    identity: {
        name: "efs-csi",
        serviceAccount: "efs-csi-controller-sa",
        policies: ["service-role/AmazonEFSCSIDriverPolicy"],
    },
    isInstalled: ({ storage }) => storage.shared.enabled,
} as const satisfies ManagedAddon;
