import { notFound } from "../../../core/engine/errors";
import { Secret, stringAt } from "../../../core/engine/values";
import { addonVersion } from "../eks-addons";
import { LATEST_VERSION } from "../eks-versions";
import type { AwsFunction } from ".";

const CLUSTER = "aws:eks/cluster:Cluster";

/** Managed Kubernetes: add-on versions, and clusters that exist. */
export const EKS_FUNCTIONS: Readonly<Record<string, AwsFunction>> = {
    "aws:eks/getAddonVersion:getAddonVersion": (args, { region }) => {
        const addonName = stringAt(args, "addonName") ?? "";
        const kubernetesVersion = stringAt(args, "kubernetesVersion") ?? LATEST_VERSION;
        const mostRecent = args.mostRecent === true;
        return {
            addonName,
            id: addonName,
            kubernetesVersion,
            mostRecent,
            region,
            version: addonVersion(addonName, kubernetesVersion, mostRecent),
        };
    },

    "aws:eks/getCluster:getCluster": (args, context) => {
        const name = stringAt(args, "name") ?? "";
        const cluster = context.resources(CLUSTER).find(({ id }) => id === name);
        if (!cluster) {
            throw notFound(`ResourceNotFoundException: No cluster found for name: ${name}`);
        }
        const { certificateAuthority, ...outputs } = cluster.outputs;
        return { ...outputs, certificateAuthorities: [certificateAuthority ?? {}], id: name };
    },

    "aws:eks/getClusterAuth:getClusterAuth": (args, { region }) => {
        const name = stringAt(args, "name") ?? "";
        return { id: name, name, region, token: new Secret(`k8s-aws-v1.simulated-${name}`) };
    },
};
