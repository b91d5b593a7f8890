/** The managed add-ons of every cluster, by the names that EKS gives them. */
export type AddonName =
    | "vpc-cni"
    | "kube-proxy"
    | "coredns"
    | "eks-pod-identity-agent"
    | "aws-ebs-csi-driver"
    | "aws-efs-csi-driver"
    | "snapshot-controller";

/**
 * The one place where add-on versions are pinned. EKS does not upgrade add-ons with the control plane, so each Kubernetes version
 * names its own set. Builds of 1.35 and 1.36 were read in October 2026, the others on 2026-08-22. To renew a row:
 * `aws eks describe-addon-versions --kubernetes-version 1.36 --addon-name coredns`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
const ADDON_VERSIONS: Readonly<Record<string, Readonly<Record<AddonName, string>>>> = {
    "1.33": pinned({ "kube-proxy": "v1.33.10-eksbuild.21", coredns: "v1.12.4-eksbuild.29" }),
    "1.34": pinned({ "kube-proxy": "v1.34.6-eksbuild.21", coredns: "v1.12.4-eksbuild.29" }),
    "1.35": pinned({ "kube-proxy": "v1.35.3-eksbuild.29", coredns: "v1.13.2-eksbuild.31" }),
    "1.36": pinned({
        "kube-proxy": "v1.36.0-eksbuild.45",
        coredns: "v1.14.7-eksbuild.11",
        "vpc-cni": "v1.23.2-eksbuild.1",
        "eks-pod-identity-agent": "v1.4.0-eksbuild.3",
    }),
};

/** The version of an add-on for a Kubernetes version of the supported table. */
export function addonVersion(addon: AddonName, kubernetesVersion: string): string {
    const row = ADDON_VERSIONS[kubernetesVersion];
    if (!row) throw new RangeError(`No add-on versions are pinned for Kubernetes ${kubernetesVersion}.`);
    return row[addon];
}

/** Add-ons that follow Kubernetes differ from row to row; the others have one version unless a row says otherwise. */
function pinned(
    own: Record<"kube-proxy" | "coredns", string> & Partial<Record<AddonName, string>>,
): Record<AddonName, string> {
    return {
        "vpc-cni": "v1.22.4-eksbuild.3",
        "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
        "aws-ebs-csi-driver": "v1.66.0-eksbuild.1",
        "aws-efs-csi-driver": "v3.4.2-eksbuild.1",
        "snapshot-controller": "v8.6.0-eksbuild.8",
        ...own,
    };
}
