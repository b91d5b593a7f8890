import { mapAt, type PropertyMap, reveal, stringAt } from "../../../core/engine/values";
import type { AwsContext } from "../behaviour";
import { minorOf } from "../eks-versions";

/** Why EKS would refuse a node group, new or as it was; undefined when it would not. */
export function refuseNodeGroup(context: AwsContext, current?: PropertyMap): string | undefined {
    return refuseSizes(context) ?? refuseVersion(context, current) ?? refuseBoth(context) ?? refuseWarmPool(context);
}

/** Numbers that EKS takes as a count or as a percentage. */
const EITHER = [
    ["updateConfig", "maxUnavailable", "maxUnavailablePercentage"],
    ["nodeRepairConfig", "maxUnhealthyNodeThresholdCount", "maxUnhealthyNodeThresholdPercentage"],
    ["nodeRepairConfig", "maxParallelNodesRepairedCount", "maxParallelNodesRepairedPercentage"],
] as const;

function refuseBoth({ inputs }: AwsContext): string | undefined {
    const both = EITHER.find(([block, ...keys]) => keys.every((key) => mapAt(inputs, block)[key] !== undefined));
    return both && `InvalidParameterException: ${both[0]} takes ${both[1]} or ${both[2]}, not both`;
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html */
function refuseWarmPool({ inputs, text }: AwsContext): string | undefined {
    const pool = mapAt(inputs, "warmPoolConfig");
    if (!text("amiType").startsWith("BOTTLEROCKET")) {
        return undefined;
    }
    const asked =
        pool.poolState === "HIBERNATED" ? "poolState HIBERNATED" : pool.reuseOnScaleIn === true && "reuseOnScaleIn";
    return asked ? `InvalidParameterException: a warm pool of Bottlerocket nodes takes no ${asked}` : undefined;
}

/** The desired size belongs to the autoscaler, so a change of the limits meets whatever it is by now. */
function refuseSizes(context: AwsContext): string | undefined {
    const scaling = mapAt(context.inputs, "scalingConfig");
    const [min, desired, max] = ["minSize", "desiredSize", "maxSize"].map((key) => Number(reveal(scaling[key])));
    if (min === undefined || desired === undefined || max === undefined) {
        return undefined;
    }
    if (desired < min) {
        return `InvalidParameterException: Minimum capacity ${min} can't be greater than desired size ${desired}\n${nextStep(context, min)}`;
    }
    if (desired > max) {
        return `InvalidParameterException: desired capacity ${desired} can't be greater than max size ${max}\n${nextStep(context, max)}`;
    }
    return undefined;
}

function nextStep({ text }: AwsContext, size: number): string {
    const group = `--cluster-name ${text("clusterName")} --nodegroup-name ${text("nodeGroupName")}`;
    return `Next step: aws eks update-nodegroup-config ${group} --scaling-config desiredSize=${size}, then refresh the stack and try again.`;
}

function refuseVersion(context: AwsContext, current: PropertyMap | undefined): string | undefined {
    const wanted = stringAt(context.inputs, "version");
    const cluster = context.lookup("aws:eks/cluster:Cluster", context.text("clusterName"));
    const [to, from, limit] = [
        wanted,
        current && stringAt(current, "version"),
        cluster && stringAt(cluster, "version"),
    ];
    if (to === undefined) {
        return undefined;
    }
    if (limit !== undefined && minorOf(to) > minorOf(limit)) {
        return `InvalidParameterException: Requested version ${to} of the node group is newer than the cluster's ${limit}. Next step: upgrade the cluster first.`;
    }
    if (from !== undefined && minorOf(to) < minorOf(from)) {
        return `InvalidParameterException: Requested version ${to} of the node group is older than its ${from}. Next step: set it back, or make a new node group.`;
    }
    return undefined;
}
