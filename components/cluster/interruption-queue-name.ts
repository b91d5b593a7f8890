/** Name of the queue of a cluster in which AWS announces that instances go; the controller is given it before the queue exists. */
export function interruptionQueueName(clusterName: string): string {
    return `karpenter-${clusterName}`;
}
