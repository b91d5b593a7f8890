import { defineAddon } from "../../addon-kit/addon";
import { awsAndApiServer, podIdentityAgent } from "../../namespaces/network-edges";
import { loadBalancerControllerPolicy } from "./policy";
import { loadBalancerControllerValues } from "./values";

const WEBHOOK_PORT = 9443;

/**
 * By which the controller finds again what it has made for a Service, an Ingress or a group of these, or a Gateway.
 *
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/v3.5.0/pkg/deploy/tracking/provider.go
 */
const STACK_LABEL = /^(service|ingress|gateway)\.k8s\.aws(\.[an]lb)?\/stack(-name)?$/;

/**
 * The AWS Load Balancer Controller. It must outlive all that it makes, or it stays behind and holds on to the VPC.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/
 */
export const awsLoadBalancerController = defineAddon({
    name: "aws-load-balancer-controller",
    title: "Makes network load balancers of AWS for Services.",
    chart: {
        name: "aws-load-balancer-controller",
        version: "3.5.0",
        repository: "https://aws.github.io/eks-charts",
        published: "2026-08-03",
        crdGroups: ["aga.k8s.aws", "elbv2.k8s.aws", "gateway.k8s.aws"],
    },
    phase: "services",
    section: "ingress",
    clusters: ["eks"],
    options: ({ replicas }) => ({ replicas }),
    defaults: { small: { replicas: 1 }, full: { replicas: 2 } },
    calls: ["elasticloadbalancing"],
    edges: ({ nodeNetwork }) => [
        { name: "webhooks", direction: "ingress", peer: nodeNetwork, ports: [WEBHOOK_PORT] },
        awsAndApiServer,
        podIdentityAgent,
    ],
    identities: ({ clusterName }) => ({
        "aws-load-balancer-controller": (account) => loadBalancerControllerPolicy(clusterName, account),
    }),
    values: ({ clusterName, region, tags, isClosed }, { replicas }) =>
        loadBalancerControllerValues({
            clusterName,
            region,
            tags,
            isClosed,
            replicas,
            serviceAccount: "aws-load-balancer-controller",
        }),
    // Pods cannot look it up, because instance metadata is closed to them.
    runtimeValues: ({ vpcId }) => ({ vpcId }),
    drainFirst:
        "Services of the class `service.k8s.aws/nlb`, Ingresses of the class `alb` and TargetGroupBindings, those too that are not the stack's: " +
        "their load balancers, target groups and security groups would stay in AWS and hold on to the VPC.",
    drains: [{ apiVersion: "elbv2.k8s.aws/v1beta1", kind: "TargetGroupBinding", followsBy: STACK_LABEL }],
    urn: {
        type: "eks-platform:ingress:LoadBalancerController",
        name: "ingress-load-balancers",
        release: "controller",
    },
});
