/** The add-ons that clusters have, unless what they serve is switched off, by the names that EKS gives them. */
export const USUAL_ADDONS = [
    "vpc-cni",
    "kube-proxy",
    "eks-pod-identity-agent",
    "coredns",
    "aws-ebs-csi-driver",
    "snapshot-controller",
    "aws-efs-csi-driver",
] as const;

/** The add-ons that a stack has only if it names them in `eksAddons`. */
export const OPTIONAL_ADDONS = ["eks-node-monitoring-agent", "amazon-cloudwatch-observability"] as const;

/** The name of an add-on of which every version of Kubernetes has a build. */
export type UsualAddonName = (typeof USUAL_ADDONS)[number];

/** The name that EKS gives a managed add-on. */
export type ManagedAddonName = UsualAddonName | (typeof OPTIONAL_ADDONS)[number];

/** Whether stacks have an add-on only if they name it. */
export function isOptional(name: ManagedAddonName): boolean {
    return OPTIONAL_ADDONS.some((optional) => optional === name);
}
