import * as pulumi from "@pulumi/pulumi";
import { defaultNamespace } from "../config/namespaces";
import type { HelmConfig } from "../config/sections/helm";
import { PlatformNamespace } from "../namespaces/platform-namespace";
import { CHARTS } from "../releases/charts";
import { Release } from "../releases/release";
import { calicoValues } from "./calico-values";

export interface CalicoArgs {
    /** Replicas of Typha and the controllers. */
    readonly replicas: number;
    /** Whether the cluster is an EKS cluster with the VPC CNI. */
    readonly onEks: boolean;
    readonly helm: HelmConfig;
}

const NAMESPACE = "tigera-operator";

/**
 * Enforces NetworkPolicies by Calico, installed by its operator.
 *
 * @see https://docs.tigera.io/calico/latest/about/kubernetes-training/about-network-policy
 */
export class Calico extends pulumi.ComponentResource {
    constructor(name: string, args: CalicoArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:calico:Calico", name, args, opts);
        const namespace = new PlatformNamespace(
            `${name}-namespace`,
            // The operator runs in the host's network, because it brings the pods' network about.
            { namespace: NAMESPACE, settings: { ...defaultNamespace(), podSecurity: "privileged" } },
            { parent: this },
        );
        const release = { namespace: NAMESPACE, helm: args.helm };
        const crds = new Release(
            `${name}-crds`,
            { ...release, chart: CHARTS.calicoCrds, releaseName: "calico-crds", values: {} },
            { parent: this, dependsOn: namespace },
        );
        new Release(
            `${name}-operator`,
            {
                ...release,
                chart: CHARTS.tigeraOperator,
                releaseName: "calico",
                values: calicoValues(args.replicas, args.onEks ? "EKS" : undefined),
            },
            { parent: this, dependsOn: crds },
        );
        this.registerOutputs({});
    }
}
