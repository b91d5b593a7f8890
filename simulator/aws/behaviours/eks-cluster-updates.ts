import { mapAt, type PropertyMap, type PropertyValue, stringAt } from "../../../core/engine/values";
import { valuesAt } from "../../resource/properties";
import type { AwsContext } from "../behaviour";
import { minorOf } from "../eks-versions";

const SUBNET = "aws:ec2/subnet:Subnet";

/** Why EKS would refuse a cluster, new or changed; undefined when it would not. */
export function refuseCluster({ inputs }: AwsContext): string | undefined {
    const { tier = "standard" } = mapAt(inputs, "controlPlaneScalingConfig");
    const { horizontalPodAutoscalerControllerConfig: autoscaler } = mapAt(inputs, "kubeControllerManagerConfig");
    if (mapAt(inputs, "vpcConfig").controlPlaneEgressMode === "CUSTOMER_ISOLATED") {
        return "InvalidParameterException: CUSTOMER_ISOLATED is in EKS's API, and AWS documents neither what it does nor what it needs";
    }
    return autoscaler !== undefined && tier === "standard"
        ? "InvalidParameterException: horizontalPodAutoscalerControllerConfig needs a provisioned control plane; the tier is standard"
        : undefined;
}

/** Why EKS would refuse to change a cluster; undefined when it would not. */
export function refuseClusterUpdate(context: AwsContext, current: PropertyMap): string | undefined {
    return (
        refuseVersionJump(context, current) ??
        refuseSubnets(context, current) ??
        refuseEgress(context, current) ??
        refuseCluster(context)
    );
}

/** The provider would make another cluster under the name of this one, which AWS does not let it. */
function refuseEgress({ inputs }: AwsContext, current: PropertyMap): string | undefined {
    const [from, to] = [current, inputs].map((properties) => mapAt(properties, "vpcConfig").controlPlaneEgressMode);
    return from === "CUSTOMER_ROUTED" && to !== from
        ? "InvalidParameterException: controlPlaneEgressMode cannot be changed back from CUSTOMER_ROUTED.\nNext step: set cluster.controlPlane.egress to customer-routed."
        : undefined;
}

function refuseVersionJump(context: AwsContext, current: PropertyMap): string | undefined {
    const [from, to] = [stringAt(current, "version"), stringAt(context.inputs, "version")];
    if (from === undefined || to === undefined) {
        return undefined;
    }
    const step = minorOf(to) - minorOf(from);
    if (step === 0 || step === 1) {
        return undefined;
    }
    const next = step > 0 ? `upgrade to 1.${minorOf(from) + 1} first` : `set it back to ${from}: EKS lowers no version`;
    return `InvalidParameterException: Unsupported Kubernetes minor version update from ${from} to ${to}.\nNext step: ${next}.`;
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
function refuseSubnets(context: AwsContext, current: PropertyMap): string | undefined {
    const subnetIds = (properties: PropertyMap) => valuesAt(properties, "vpcConfig.subnetIds");
    const subnetOf = (id: PropertyValue) => (typeof id === "string" ? context.lookup(SUBNET, id) : undefined);
    const vpcId = stringAt(mapAt(current, "vpcConfig"), "vpcId");
    const zones = new Set(subnetIds(current).map((id) => subnetOf(id)?.availabilityZone));
    for (const id of subnetIds(context.inputs)) {
        const subnet = subnetOf(id);
        if (subnet === undefined) {
            continue;
        }
        if (stringAt(subnet, "vpcId") !== vpcId) {
            return `InvalidParameterException: Provided subnet ${id} does not belong to the cluster's VPC ${vpcId}`;
        }
        // Of subnets that were made elsewhere nothing is known.
        if (!zones.has(undefined) && !zones.has(subnet.availabilityZone)) {
            return (
                `InvalidParameterException: Provided subnet ${id} is in ${subnet.availabilityZone}, and the control plane stays in the zones in which it was made: ${[...zones].join(", ")}.\n` +
                `Next step: name these zones in the cluster's settings (eks-platform:cluster, zones) and add others for nodes only.`
            );
        }
    }
    return undefined;
}
