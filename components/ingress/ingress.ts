import * as pulumi from "@pulumi/pulumi";
import type { PlatformConfig } from "../config";
import type { HelmConfig } from "../config/sections/helm";
import { INGRESS_NAMESPACE } from "./ingress-namespace";
import { LoadBalancerController, type LoadBalancerControllerArgs } from "./load-balancer-controller";
import { Traefik } from "./traefik";

export interface IngressArgs {
    readonly ingress: PlatformConfig["ingress"];
    readonly helm: HelmConfig;
    /**
     * The cluster in AWS whose load balancers are to be used.
     *
     * @default the load balancers that the cluster itself offers
     */
    readonly aws?: Omit<LoadBalancerControllerArgs, "replicas" | "helm">;
}

/** The way of requests from outside into the cluster. */
export class Ingress extends pulumi.ComponentResource {
    /** Name of the default IngressClass. */
    readonly className: string;
    /** Namespace of the controller, whose pods may reach exposed services. */
    readonly controllerNamespace = INGRESS_NAMESPACE;

    constructor(name: string, args: IngressArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:ingress:Ingress", name, args.ingress, opts);
        const { ingress, helm, aws } = args;
        const loadBalancers = aws
            ? new LoadBalancerController(
                  `${name}-load-balancers`,
                  { ...aws, replicas: ingress.loadBalancerController.replicas, helm },
                  { parent: this },
              )
            : undefined;
        new Traefik(
            `${name}-${ingress.controller}`,
            {
                replicas: ingress.replicas,
                ingressClass: ingress.controller,
                loadBalancer: aws && { scheme: ingress.scheme },
                helm,
            },
            { parent: this, ...(loadBalancers && { dependsOn: loadBalancers }) },
        );
        this.className = ingress.controller;
        this.registerOutputs({ className: this.className });
    }
}
