import { interruptionQueueName } from "../../cluster/interruption-queue-name";
import type { ChartValues } from "../../releases/release";

/** What the values depend on. */
export interface KarpenterSettings {
    /** Name of the cluster in EKS. */
    readonly clusterName: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** Whether nothing in the network reaches the internet. */
    readonly isClosed: boolean;
    /** Pods; one of them works, the other waits. */
    readonly replicas: number;
}

/** Values of Karpenter's chart. */
export function karpenterValues({ clusterName, region, isClosed, replicas }: KarpenterSettings): ChartValues {
    return {
        replicas,
        serviceAccount: { name: "karpenter" },
        settings: {
            clusterName,
            interruptionQueue: interruptionQueueName(clusterName),
            eksControlPlane: true,
            // The price list answers in few regions and at no endpoint of others; the one that it was built with goes on.
            ...(isClosed && { isolatedVPC: true }),
        },
        controller: {
            // Pods cannot look it up, because instance metadata is closed to them.
            env: [{ name: "AWS_REGION", value: region }],
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
        },
    };
}
