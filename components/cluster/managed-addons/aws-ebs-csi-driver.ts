import { volumesKeyPolicy } from "../../storage/driver-policies";
import { ebsAddonSettings } from "../../storage/driver-tags";
import type { ManagedAddon } from "./managed-addon";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html */
export const awsEbsCsiDriver = {
    title: "Makes volumes of block storage.",
    stage: "after-nodes",
    identity: {
        name: "ebs-csi",
        serviceAccount: "ebs-csi-controller-sa",
        policies: ["service-role/AmazonEBSCSIDriverPolicy"],
        policy: volumesKeyPolicy,
    },
    configuration: ({ tags }) => ebsAddonSettings(tags),
} as const satisfies ManagedAddon;
