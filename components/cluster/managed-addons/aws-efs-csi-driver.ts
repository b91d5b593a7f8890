import type { ManagedAddon } from "./managed-addon";

/**
 * Its add-on takes neither a number of replicas nor tags of access points, which AWS's policy for it would refuse, too.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html
 * @see https://github.com/aws/containers-roadmap/issues/2415
 * @see https://github.com/aws/containers-roadmap/issues/2755
 */
export const awsEfsCsiDriver: ManagedAddon = {
    title: "Mounts the shared file system.",
    stage: "after-nodes",
    identity: {
        name: "efs-csi",
        serviceAccount: "efs-csi-controller-sa",
        policies: ["service-role/AmazonEFSCSIDriverPolicy"],
    },
    calls: ["elasticfilesystem"],
    isInstalled: ({ storage }) => storage.shared.enabled,
    configuration: (_, { tolerations }) => tolerations && { controller: { tolerations } },
};
