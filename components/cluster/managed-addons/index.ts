import type { EksPlatformConfig } from "../../config";
import { amazonCloudwatchObservability } from "./amazon-cloudwatch-observability";
import { awsEbsCsiDriver } from "./aws-ebs-csi-driver";
import { awsEfsCsiDriver } from "./aws-efs-csi-driver";
import { coredns } from "./coredns";
import type { ManagedAddon, Stage } from "./managed-addon";
import { isOptional, type ManagedAddonName } from "./names";
import { vpcCni } from "./vpc-cni";

/** Every managed add-on, by the name that EKS gives it; `builds.json` has builds of each by versions of Kubernetes. */
export const MANAGED_ADDONS: Readonly<Record<ManagedAddonName, ManagedAddon>> = {
    "vpc-cni": vpcCni,
    "kube-proxy": { title: "Leads the addresses of Services to pods, on every node.", stage: "with-cluster" },
    "eks-pod-identity-agent": { title: "Hands pods their AWS permissions, on every node.", stage: "before-nodes" },
    coredns,
    "aws-ebs-csi-driver": awsEbsCsiDriver,
    "snapshot-controller": { title: "Makes snapshots of volumes.", stage: "after-nodes" },
    "aws-efs-csi-driver": awsEfsCsiDriver,
    "eks-node-monitoring-agent": {
        title: "Finds faults of nodes in their logs, so that EKS repairs more than nodes that are not ready.",
        stage: "after-nodes",
    },
    "amazon-cloudwatch-observability": amazonCloudwatchObservability,
};

/** Every managed add-on with its name, in the order of the list. */
export const MANAGED_ADDON_LIST = Object.entries(MANAGED_ADDONS) as readonly (readonly [
    ManagedAddonName,
    ManagedAddon,
])[];

/** The namespaces that managed add-ons make. */
export const MANAGED_NAMESPACES: readonly string[] = MANAGED_ADDON_LIST.flatMap(([, { namespace }]) => namespace ?? []);

/**
 * The managed add-ons that a stack has, in the order of the list.
 *
 * @param stage those of one stage alone
 */
export function managedAddonsOf(config: EksPlatformConfig, stage?: Stage): ReadonlyMap<ManagedAddonName, ManagedAddon> {
    return new Map(
        MANAGED_ADDON_LIST.filter(([name, addon]) => {
            const has = isOptional(name) ? config.eksAddons[name].enabled : (addon.isInstalled?.(config) ?? true);
            return has && (stage === undefined || addon.stage === stage);
        }),
    );
}
