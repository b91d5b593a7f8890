import { invalidArgument } from "../../core/engine/errors";

/** Versions of the add-ons that AWS would answer with; `minor` follows the cluster's. */
const RELEASES: Readonly<Record<string, (minor: string) => readonly [standard: string, latest: string]>> = {
    "vpc-cni": () => ["v1.20.4-eksbuild.2", "v1.21.1-eksbuild.1"],
    coredns: () => ["v1.12.4-eksbuild.1", "v1.13.1-eksbuild.1"],
    "kube-proxy": (minor) => [`v1.${minor}.0-eksbuild.2`, `v1.${minor}.2-eksbuild.1`],
    "eks-pod-identity-agent": () => ["v1.3.10-eksbuild.1", "v1.3.10-eksbuild.2"],
    "aws-ebs-csi-driver": () => ["v1.63.0-eksbuild.1", "v1.64.0-eksbuild.1"],
    "aws-efs-csi-driver": () => ["v3.4.0-eksbuild.1", "v3.4.2-eksbuild.1"],
    "aws-mountpoint-s3-csi-driver": () => ["v2.4.0-eksbuild.1", "v2.4.1-eksbuild.1"],
    "snapshot-controller": () => ["v8.3.0-eksbuild.1", "v8.4.0-eksbuild.1"],
    "eks-node-monitoring-agent": () => ["v1.5.0-eksbuild.1", "v1.5.2-eksbuild.1"],
    "amazon-cloudwatch-observability": () => ["v4.9.0-eksbuild.1", "v4.10.0-eksbuild.1"],
    "metrics-server": () => ["v0.8.0-eksbuild.5", "v0.9.0-eksbuild.1"],
    adot: () => ["v0.141.0-eksbuild.1", "v0.145.0-eksbuild.1"],
};

/**
 * The version of an add-on for a Kubernetes version.
 * @throws ProviderError when AWS has no add-on of that name
 */
export function addonVersion(name: string, kubernetesVersion: string, mostRecent: boolean): string {
    const versions = Object.hasOwn(RELEASES, name) ? RELEASES[name] : undefined;
    if (!versions) {
        const known = Object.keys(RELEASES).join(", ");
        throw invalidArgument(
            `InvalidParameterException: Addon '${name}' is not known. The simulator knows ${known}; add others to simulator/aws/eks-addons.ts.`,
        );
    }
    const [standard, latest] = versions(kubernetesVersion.split(".")[1] ?? "");
    return mostRecent ? latest : standard;
}
