import { defineAddon } from "../../addon-kit/addon";
import { awsAndApiServer, podIdentityAgent } from "../../namespaces/network-edges";
import { clusterAutoscalerPermissions } from "./permissions";
import { CLUSTER_AUTOSCALER_RELEASES, releaseFor } from "./releases";
import { clusterAutoscalerValues } from "./values";

/**
 * The Cluster Autoscaler. It finds the node groups by the tags that EKS puts on their Auto Scaling groups; of a group without nodes it
 * asks EKS for labels and taints.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export const clusterAutoscaler = defineAddon({
    name: "cluster-autoscaler",
    title: "Adds nodes to the node groups for pods that find no room, up to `max`, and takes away those that are hardly used, down to `min`.",
    chart: {
        name: "cluster-autoscaler",
        version: "9.59.0",
        repository: "https://kubernetes.github.io/autoscaler",
        published: "2026-07-21",
    },
    phase: "nodes",
    section: "scaling",
    clusters: ["eks"],
    kubernetes: Object.keys(CLUSTER_AUTOSCALER_RELEASES),
    options: ({ z, replicas }) => ({
        replicas,
        expander: z.string().default("least-waste"),
        scaleDownAfterMinutes: z.int().default(10),
    }),
    defaults: { small: { replicas: 1 }, full: { replicas: 2 } },
    calls: ["autoscaling"],
    edges: () => [awsAndApiServer, podIdentityAgent],
    identities: ({ clusterName }) => ({
        "cluster-autoscaler": (account) => clusterAutoscalerPermissions(clusterName, account),
    }),
    values: ({ clusterName, kubernetes, region }, options) =>
        clusterAutoscalerValues({ clusterName, region, release: releaseFor(kubernetes), ...options }),
});
