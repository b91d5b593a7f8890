import type { ManagedAddon } from "./managed-addon";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html */
export const coredns: ManagedAddon = {
    title: "Resolves names in the cluster.",
    stage: "after-nodes",
    // Without it nothing finds anything: never one pod alone, and with three zones one in each.
    replicas: { small: 2, full: 3 },
    configuration: (_, { replicas, tolerations }) => ({
        ...(replicas !== undefined && { replicaCount: replicas }),
        ...(tolerations && { tolerations }),
    }),
};
