import type { ClusterArgs } from "@pulumi/aws/eks/cluster";
import * as pulumi from "@pulumi/pulumi";
import type { EksClusterConfig } from "../config/sections/cluster";

/** What decides the settings of the control plane that the component of EKS has no argument for. */
type Settings = Pick<EksClusterConfig, "zonalShift" | "controlPlane" | "remoteNetworks">;

const STRATEGIES = { "least-allocated": "LeastAllocated", "most-allocated": "MostAllocated" } as const;

const EGRESS_MODES = { "aws-managed": "AWS_MANAGED", "customer-routed": "CUSTOMER_ROUTED" } as const;

/**
 * Gives the cluster itself what `@pulumi/eks` has no argument for. These are transforms of the engine's, because the component makes the
 * cluster in a process of its own, which the program's objects do not reach. None where nothing is set: each costs every child a call.
 *
 * @param isCreatorAdmin whether EKS is to make an access entry for who creates the cluster, which is read then and never again. @default it does
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
 */
export function controlPlaneTransforms(
    settings: Settings,
    isCreatorAdmin?: pulumi.Input<boolean>,
): pulumi.ResourceTransform[] {
    const egress = settings.controlPlane?.egress;
    const own = controlPlaneArguments(settings);
    const isUnset = egress === undefined && isCreatorAdmin === undefined && Object.keys(own).length === 0;
    const vpcConfig = (given: unknown) =>
        egress && { vpcConfig: withProperty(given, "controlPlaneEgressMode", EGRESS_MODES[egress]) };
    const accessConfig = (given: unknown) =>
        isCreatorAdmin !== undefined && {
            accessConfig: withProperty(given, "bootstrapClusterCreatorAdminPermissions", isCreatorAdmin),
        };
    const transform: pulumi.ResourceTransform = ({ type, props, opts }) =>
        type === "aws:eks/cluster:Cluster"
            ? { props: { ...props, ...own, ...vpcConfig(props.vpcConfig), ...accessConfig(props.accessConfig) }, opts }
            : undefined;
    return isUnset ? [] : [transform];
}

/** The arguments of the cluster, those inside of others apart. */
export function controlPlaneArguments({ zonalShift, controlPlane, remoteNetworks }: Settings): Partial<ClusterArgs> {
    const { tier, eventTtlMinutes, nodePorts, scheduler, finishedPodsKept, autoscalerSyncSeconds } = controlPlane ?? {};
    return {
        ...(zonalShift !== undefined && { zonalShiftConfig: { enabled: zonalShift } }),
        ...(tier && { controlPlaneScalingConfig: { tier } }),
        ...((eventTtlMinutes ?? nodePorts) !== undefined && {
            kubeApiServerConfig: {
                ...(eventTtlMinutes !== undefined && { eventTtl: `${eventTtlMinutes}m` }),
                ...(nodePorts && { serviceNodePortRange: { minPort: nodePorts.min, maxPort: nodePorts.max } }),
            },
        }),
        ...(scheduler && {
            kubeSchedulerConfig: {
                nodeResourcesFit: {
                    scoringStrategy: {
                        type: STRATEGIES[scheduler.strategy],
                        resources: Object.entries(scheduler.weights).map(([name, weight]) => ({ name, weight })),
                    },
                },
            },
        }),
        ...((finishedPodsKept ?? autoscalerSyncSeconds) !== undefined && {
            kubeControllerManagerConfig: {
                ...(finishedPodsKept !== undefined && {
                    podGcControllerConfig: { terminatedPodGcThreshold: finishedPodsKept },
                }),
                ...(autoscalerSyncSeconds !== undefined && {
                    horizontalPodAutoscalerControllerConfig: {
                        horizontalPodAutoscalerSyncPeriod: `${autoscalerSyncSeconds}s`,
                    },
                }),
            },
        }),
        ...(remoteNetworks && {
            remoteNetworkConfig: {
                remoteNodeNetworks: { cidrs: [...remoteNetworks.nodes] },
                remotePodNetworks: { cidrs: [...remoteNetworks.pods] },
            },
        }),
    };
}

/** An object with one property more. Plain where it is plain, so that what is known in a preview stays known. */
function withProperty(object: unknown, key: string, value: pulumi.Input<unknown>): pulumi.Input<object> {
    const add = (known: unknown) => ({ ...(known as object), [key]: value });
    return pulumi.Output.isInstance(object) ? object.apply(add) : add(object);
}
