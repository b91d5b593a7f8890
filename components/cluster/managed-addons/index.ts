import type { EksPlatformConfig } from "../../config";
import { awsEbsCsiDriver } from "./aws-ebs-csi-driver";
import { awsEfsCsiDriver } from "./aws-efs-csi-driver";
import type { ManagedAddon, Stage } from "./managed-addon";
import { vpcCni } from "./vpc-cni";

/** Every managed add-on, by the name that EKS gives it; `builds.json` has a build of each for each version of Kubernetes. */
export const MANAGED_ADDONS = {
    "vpc-cni": vpcCni,
    "kube-proxy": { title: "Leads the addresses of Services to pods, on every node.", stage: "with-cluster" },
    "eks-pod-identity-agent": { title: "Hands pods their AWS permissions, on every node.", stage: "before-nodes" },
    coredns: { title: "Resolves names in the cluster.", stage: "after-nodes" },
    "aws-ebs-csi-driver": awsEbsCsiDriver,
    "snapshot-controller": { title: "Makes snapshots of volumes.", stage: "after-nodes" },
    "aws-efs-csi-driver": awsEfsCsiDriver,
} as const satisfies Readonly<Record<string, ManagedAddon>>;

/** The name that EKS gives a managed add-on. */
export type ManagedAddonName = keyof typeof MANAGED_ADDONS;

/** The managed add-ons that a stack has at one stage, in the order of the list. */
export function managedAddonsOf(config: EksPlatformConfig, stage: Stage): ReadonlyMap<ManagedAddonName, ManagedAddon> {
    const entries = Object.entries(MANAGED_ADDONS) as [ManagedAddonName, ManagedAddon][];
    return new Map(entries.filter(([, addon]) => addon.stage === stage && (addon.isInstalled?.(config) ?? true)));
}
