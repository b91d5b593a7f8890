import { defineAddon } from "../../addon-kit/addon";
import { awsAndApiServer, podIdentityAgent } from "../../namespaces/network-edges";
import type { Chart } from "../../releases/chart";
import { kubernetesVersionsOf } from "./compatibility";
import { karpenterPermissions } from "./permissions";
import { karpenterValues } from "./values";

const CHART: Chart = {
    name: "karpenter",
    version: "1.14.1",
    repository: "oci://public.ecr.aws/karpenter",
    published: "2026-08-21",
};

/**
 * Karpenter. Its pods run on managed node groups: the chart keeps them off nodes that Karpenter launched itself, which it could not
 * replace. What it launches belongs to the node pools of the stack, which are there after it and gone before it.
 *
 * @see https://karpenter.sh/docs/
 */
export const karpenter = defineAddon({
    name: "karpenter",
    title: "Launches nodes that fit the pods which find no room, of the types that the node pools allow, and replaces or removes those that are not needed.",
    chart: CHART,
    crds: {
        name: "karpenter-crd",
        version: "1.14.1",
        repository: "oci://public.ecr.aws/karpenter",
        published: "2026-08-21",
    },
    phase: "nodes",
    section: "scaling",
    clusters: ["eks"],
    kubernetes: kubernetesVersionsOf(CHART.version),
    // Where nodes are told of their end, and where the newest images are.
    calls: ["sqs", "ssm"],
    options: ({ replicas }) => ({ replicas }),
    defaults: { small: { replicas: 1 }, full: { replicas: 2 } },
    edges: () => [awsAndApiServer, podIdentityAgent],
    identities: ({ clusterName }) => ({
        karpenter: (account, { nodeRoleArn }) => karpenterPermissions(clusterName, nodeRoleArn, account),
    }),
    values: ({ clusterName, region, isClosed }, { replicas }) =>
        karpenterValues({ clusterName, region, isClosed, replicas }),
    drainFirst:
        "NodePools and EC2NodeClasses that are not the stack's: their nodes would stay in AWS and be paid for, and nothing would remove them.",
    // A pool's NodeClaims go with it, and their instances with these; a class's instance profile goes with the class.
    drains: [
        { apiVersion: "karpenter.sh/v1", kind: "NodePool" },
        { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass" },
    ],
});
