import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../aws/account";
import { defaultNamespace } from "../config/namespaces";
import type { HelmConfig } from "../config/sections/helm";
import { PodIdentity } from "../identity/pod-identity";
import { POD_IDENTITY_AGENT } from "../namespaces/network-edges";
import { PlatformNamespace } from "../namespaces/platform-namespace";
import { CHARTS } from "../releases/charts";
import { Release } from "../releases/release";
import { loadBalancerControllerPolicy } from "./load-balancer-controller-policy";
import { loadBalancerControllerValues } from "./load-balancer-controller-values";

export interface LoadBalancerControllerArgs {
    readonly clusterName: string;
    readonly region: string;
    /** Replicas of the controller; one works, the others stand by and answer its webhooks. */
    readonly replicas: number;
    /** Tags of every load balancer that it makes. */
    readonly tags: Readonly<Record<string, string>>;
    /** The VPC of the load balancers; pods cannot look it up, because instance metadata is closed to them. */
    readonly vpcId: pulumi.Input<string>;
    /** Block of the VPC, from which the API server calls the controller's webhooks. */
    readonly vpcCidr: string;
    readonly helm: HelmConfig;
}

const NAMESPACE = "aws-load-balancer-controller";
const SERVICE_ACCOUNT = "aws-load-balancer-controller";
const WEBHOOK_PORT = 9443;

/**
 * The AWS Load Balancer Controller: makes network load balancers for Services. It must outlive all of them, or they stay behind and
 * hold on to the VPC.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/
 */
export class LoadBalancerController extends pulumi.ComponentResource {
    constructor(name: string, args: LoadBalancerControllerArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:ingress:LoadBalancerController", name, args, opts);
        const { clusterName, region } = args;
        const namespace = new PlatformNamespace(
            `${name}-namespace`,
            {
                namespace: NAMESPACE,
                settings: defaultNamespace(),
                edges: [
                    { name: "webhooks", direction: "ingress", peer: args.vpcCidr, ports: [WEBHOOK_PORT] },
                    { name: "aws-and-api-server", direction: "egress", peer: "0.0.0.0/0", ports: [443] },
                    POD_IDENTITY_AGENT,
                ],
            },
            { parent: this },
        );
        const identity = new PodIdentity(
            `${name}-identity`,
            {
                clusterName,
                namespace: NAMESPACE,
                serviceAccount: SERVICE_ACCOUNT,
                policy: accountOf(this, region).apply((account) => loadBalancerControllerPolicy(clusterName, account)),
            },
            { parent: this },
        );
        new Release(
            `${name}-controller`,
            {
                chart: CHARTS.awsLoadBalancerController,
                releaseName: "aws-load-balancer-controller",
                namespace: NAMESPACE,
                values: loadBalancerControllerValues({ ...args, serviceAccount: SERVICE_ACCOUNT }),
                runtimeValues: { vpcId: args.vpcId },
                helm: args.helm,
            },
            { parent: this, dependsOn: [namespace, identity] },
        );
        this.registerOutputs({});
    }
}
