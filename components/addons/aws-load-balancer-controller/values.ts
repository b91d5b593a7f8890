import type { ChartValues } from "../../releases/release";

/** What the controller's values depend on, as far as config knows it. */
export interface LoadBalancerControllerSettings {
    /** Name of the cluster in EKS, by which the controller marks what it makes. */
    readonly clusterName: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** Whether nothing in the network reaches the internet. */
    readonly isClosed: boolean;
    /** Pods of the controller; one of them works, the others wait. */
    readonly replicas: number;
    /** ServiceAccount that has its AWS permissions. */
    readonly serviceAccount: string;
    /** Tags of every load balancer that it makes. */
    readonly tags: Readonly<Record<string, string>>;
}

/**
 * Values of the AWS Load Balancer Controller's chart; the id of the VPC is added at run time.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/
 */
export function loadBalancerControllerValues(settings: LoadBalancerControllerSettings): ChartValues {
    return {
        clusterName: settings.clusterName,
        region: settings.region,
        replicaCount: settings.replicas,
        serviceAccount: { create: true, name: settings.serviceAccount },
        defaultTags: { ...settings.tags },
        defaultTargetType: "ip",
        // The webhook would take over every LoadBalancer Service and block all of them whenever the controller is down; Services
        // that want it say so by their loadBalancerClass.
        enableServiceMutatorWebhook: false,
        // It would ask both for each load balancer of an Ingress, and nothing in the network leads to them.
        ...(settings.isClosed && { enableShield: false, enableWaf: false, enableWafv2: false }),
        // New certificates at each upgrade would break calls that are under way.
        keepTLSSecret: true,
        podDisruptionBudget: settings.replicas > 1 ? { maxUnavailable: 1 } : {},
        podSecurityContext: { fsGroup: 65534, seccompProfile: { type: "RuntimeDefault" } },
        securityContext: {
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
        },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    };
}
