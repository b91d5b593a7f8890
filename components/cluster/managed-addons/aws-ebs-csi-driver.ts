import { volumesKeyPolicy } from "../../storage/driver-policies";
import { ebsVolumeTags } from "../../storage/driver-tags";
import type { ManagedAddon } from "./managed-addon";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html */
export const awsEbsCsiDriver: ManagedAddon = {
    title: "Makes volumes of block storage.",
    stage: "after-nodes",
    identity: {
        name: "ebs-csi",
        serviceAccount: "ebs-csi-controller-sa",
        policies: ["service-role/AmazonEBSCSIDriverPolicy"],
        policy: ({ volumesKeyArn }) => volumesKeyPolicy(volumesKeyArn),
    },
    // While its one pod moves, volumes that are mounted stay so, and new ones wait.
    replicas: { small: 1, full: 2 },
    configuration: ({ tags }, { replicas, tolerations }) => {
        const extraVolumeTags = ebsVolumeTags(tags);
        return {
            controller: {
                ...(replicas !== undefined && { replicaCount: replicas }),
                ...(extraVolumeTags && { extraVolumeTags }),
                ...(tolerations && { tolerations }),
            },
        };
    },
};
