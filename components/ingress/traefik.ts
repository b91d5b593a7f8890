import * as pulumi from "@pulumi/pulumi";
import { defaultNamespace } from "../config/namespaces";
import type { HelmConfig } from "../config/sections/helm";
import { PlatformNamespace } from "../namespaces/platform-namespace";
import { CHARTS } from "../releases/charts";
import { Release } from "../releases/release";
import { INGRESS_NAMESPACE } from "./ingress-namespace";
import { TRAEFIK_PODS, type TraefikSettings, traefikValues } from "./traefik-values";

export interface TraefikArgs extends TraefikSettings {
    readonly helm: HelmConfig;
}

const WEB_PORTS = [8000, 8443];

/**
 * The Traefik ingress controller: serves Ingresses and is the default IngressClass.
 *
 * @see https://doc.traefik.io/traefik/providers/kubernetes-ingress/
 */
export class Traefik extends pulumi.ComponentResource {
    constructor(name: string, args: TraefikArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:ingress:Traefik", name, args, opts);
        // What else comes into the namespace gets none of the controller's traffic.
        const pods = TRAEFIK_PODS;
        const namespace = new PlatformNamespace(
            `${name}-namespace`,
            {
                namespace: INGRESS_NAMESPACE,
                settings: defaultNamespace(),
                edges: [
                    { name: "clients", direction: "ingress", peer: "0.0.0.0/0", ports: WEB_PORTS, pods },
                    { name: "backends", direction: "egress", peer: "pods", pods },
                    { name: "api-server", direction: "egress", peer: "0.0.0.0/0", ports: [443, 6443], pods },
                ],
            },
            { parent: this },
        );
        new Release(
            `${name}-controller`,
            {
                chart: CHARTS.traefik,
                releaseName: "traefik",
                namespace: INGRESS_NAMESPACE,
                values: traefikValues(args),
                helm: args.helm,
            },
            { parent: this, dependsOn: namespace },
        );
        this.registerOutputs({});
    }
}
