import { interruptionQueueName } from "../../cluster/interruption-queue-name";
import type { ChartValues } from "../../releases/release";

/** What the values depend on. */
export interface KarpenterSettings {
    /** Name of the cluster in EKS. */
    readonly clusterName: string;
    /** AWS region of the cluster. */
    readonly region: string;
    /** Pods; one of them works, the other waits. */
    readonly replicas: number;
}

/** Values of Karpenter's chart. */
export function karpenterValues({ clusterName, region, replicas }: KarpenterSettings): ChartValues {
    return {
        replicas,
        serviceAccount: { name: "karpenter" },
        settings: {
            clusterName,
            interruptionQueue: interruptionQueueName(clusterName),
            eksControlPlane: true,
        },
        controller: {
            // Pods cannot look it up, because instance metadata is closed to them.
            env: [{ name: "AWS_REGION", value: region }],
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
        },
    };
}
