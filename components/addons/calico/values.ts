import type { ChartValues } from "../../releases/release";

/**
 * Values of the operator's chart for policy enforcement only: the VPC CNI gives pods their addresses and routes, Calico filters.
 * They are fixed when Calico is first installed.
 *
 * @param replicas replicas of Typha and the controllers
 * @param provider the Kubernetes distribution, or undefined to let the operator find out
 * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/managed-public-cloud/eks
 */
export function calicoValues(replicas: number, provider: "EKS" | undefined): ChartValues {
    return {
        installation: {
            enabled: true,
            ...(provider && {
                kubernetesProvider: provider,
                cni: { type: "AmazonVPC" },
                calicoNetwork: { bgp: "Disabled" },
            }),
            controlPlaneReplicas: replicas,
        },
        // Each would run more pods with access to every flow; policies need none of them.
        apiServer: { enabled: false },
        goldmane: { enabled: false },
        whisker: { enabled: false },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    };
}
