import type { StorageTier } from "../config/sections/storage";

/** The driver of block storage. */
export const EBS_DRIVER = "ebs.csi.aws.com";

/** The driver of the shared file system. */
export const EFS_DRIVER = "efs.csi.aws.com";

/**
 * What the API server lets nobody change of a StorageClass, and the official provider would try to change in place; `provisioner` and
 * `parameters` it replaces by itself.
 */
export const CLASS_FIXED_FIELDS = ["reclaimPolicy", "volumeBindingMode"];

/**
 * The parameters of a tier's StorageClass. The driver reads text only: `encrypted` set to anything but `"true"` makes plain volumes.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 */
export function blockParameters(tier: StorageTier): Record<string, string> {
    return {
        type: tier.type,
        encrypted: String(tier.encrypted),
        "csi.storage.k8s.io/fstype": tier.fileSystem,
        ...(tier.iops !== undefined && { iops: String(tier.iops) }),
        ...(tier.throughput !== undefined && { throughput: String(tier.throughput) }),
    };
}
