import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import * as eks from "@pulumi/eks/cluster";
import * as k8s from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { EksClusterConfig } from "../config/sections/cluster";
import { EncryptionKey } from "../encryption/encryption-key";
import { APPLY_OPTIONS } from "./apply-options";
import { controlPlaneTransforms } from "./control-plane-arguments";
import { networkPolicyEngine } from "./managed-addons/vpc-cni";
import type { OpenSession } from "./session";
import { SessionHost } from "./session-host";

/** Arguments of a {@link Cluster}. */
export interface ClusterArgs {
    /** Version, endpoint, addresses and retention. */
    readonly cluster: EksClusterConfig;
    /** AWS region of the cluster. */
    readonly region: string;
    /** The VPC of the control plane's interfaces and the nodes. */
    readonly vpcId: pulumi.Input<string>;
    /** Subnets of the control plane's interfaces, one in each of its zones. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Key that encrypts the control plane's logs. */
    readonly logsKeyArn: pulumi.Input<string>;
    /** The builds of the add-ons that come with the control plane. */
    readonly addonBuilds: Readonly<Record<"vpc-cni" | "kube-proxy", string | undefined>>;
    /** Whether Calico enforces NetworkPolicies; otherwise the VPC CNI does. */
    readonly calico: boolean;
    /** Whether EKS is to let in who creates the cluster; where an access entry of the stack does, EKS's own would be in its way. @default it does */
    readonly isCreatorAdmin?: pulumi.Input<boolean> | undefined;
    /** The way to the API server through a host of sessions. @default it is reached over the network */
    readonly session?: ClusterSession | undefined;
    /** Whether Pulumi refuses to delete the cluster and its key. */
    readonly protect: boolean;
}

/** What a way through sessions needs. */
export interface ClusterSession {
    /** The subnet of the host. */
    readonly subnetId: pulumi.Input<string>;
    /** What must exist for the host to reach Systems Manager. */
    readonly egress: readonly pulumi.Resource[];
    /** Where the kubeconfig lies that leads through the session. */
    readonly kubeconfig: string;
    /** Opens a session. */
    readonly open: OpenSession;
}

/** Every log that EKS offers: without audit and authenticator nobody can tell who did what. */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * The control plane, locked down: none of the defaults of the wrapped component that are open is left in place (public endpoint for
 * everybody, no logs, no own key, access through a ConfigMap, newest versions of everything).
 *
 * @see https://www.pulumi.com/registry/packages/eks/api-docs/cluster/
 */
export class Cluster extends pulumi.ComponentResource {
    /** The cluster's name, known once its API server answers. */
    readonly clusterName: pulumi.Output<string>;
    /** URL of the API server. */
    readonly endpoint: pulumi.Output<string>;
    /** Security group of the nodes, which the control plane may reach. */
    readonly nodeSecurityGroupId: pulumi.Output<string>;
    /** The one provider of everything inside the cluster. */
    readonly kubernetes: k8s.Provider;

    constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:cluster:Cluster", name, args, opts);
        const { cluster, protect, addonBuilds } = args;
        const secretsKey = new EncryptionKey(
            `${name}-secrets-key`,
            { purpose: "cluster", region: args.region, protect },
            { parent: this },
        );
        // EKS would make this group itself, without a key and for ever.
        const logGroup = new LogGroup(
            `${name}-logs`,
            {
                name: `/aws/eks/${cluster.name}/cluster`,
                retentionInDays: cluster.logRetentionDays,
                kmsKeyId: args.logsKeyArn,
            },
            { parent: this },
        );
        const { publicCidrs } = cluster.endpoint;
        const controlPlane = new eks.Cluster(
            `${name}-eks`,
            {
                name: cluster.name,
                version: cluster.version,
                authenticationMode: "API",
                vpcId: args.vpcId,
                subnetIds: [...args.subnetIds],
                endpointPrivateAccess: true,
                endpointPublicAccess: publicCidrs.length > 0,
                ...(publicCidrs.length > 0 && { publicAccessCidrs: [...publicCidrs] }),
                kubernetesServiceIpAddressRange: cluster.serviceCidr,
                encryptionConfigKeyArn: secretsKey.arn,
                enabledClusterLogTypes: LOG_TYPES,
                deletionProtection: cluster.deletionProtection,
                upgradePolicy: { supportType: cluster.upgradePolicy === "extended" ? "EXTENDED" : "STANDARD" },
                skipDefaultNodeGroup: true,
                // The add-ons below take the place of the ones that EKS would install and nobody would upgrade.
                bootstrapSelfManagedAddons: false,
                vpcCniOptions: {
                    ...(addonBuilds["vpc-cni"] !== undefined && { addonVersion: addonBuilds["vpc-cni"] }),
                    ...networkPolicyEngine(args.calico),
                },
                kubeProxyAddonOptions: {
                    ...(addonBuilds["kube-proxy"] !== undefined && { version: addonBuilds["kube-proxy"] }),
                },
                // CoreDNS needs nodes; the Addons component installs it after them.
                corednsAddonOptions: { enabled: false },
            },
            {
                parent: this,
                protect,
                dependsOn: logGroup,
                transforms: controlPlaneTransforms(cluster, args.isCreatorAdmin),
            },
        );
        // Config knows the name before the first update does; waiting for the control plane adds the order.
        this.clusterName = controlPlane.urn.apply(() => cluster.name);
        this.endpoint = controlPlane.kubeconfigJson.apply(serverOf);
        this.nodeSecurityGroupId = controlPlane.nodeSecurityGroupId;
        this.kubernetes = new k8s.Provider(
            `${name}-kubernetes`,
            {
                kubeconfig: this.reached(name, args, controlPlane),
                // With a fixed identity a change of the kubeconfig, such as a new certificate, replaces nothing.
                clusterIdentifier: cluster.name,
                ...APPLY_OPTIONS,
            },
            { parent: this },
        );
        this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint });
    }

    /** The kubeconfig of commands: the cluster's own, or one that leads through a session, known once that is open. */
    private reached(name: string, args: ClusterArgs, controlPlane: eks.Cluster): pulumi.Output<string> {
        const { session, region } = args;
        if (!session) {
            return controlPlane.kubeconfigJson;
        }
        const host = new SessionHost(
            `${name}-session`,
            {
                clusterName: args.cluster.name,
                region,
                vpcId: args.vpcId,
                subnetId: session.subnetId,
                clusterSecurityGroupId: controlPlane.clusterSecurityGroupId,
            },
            { parent: this, dependsOn: [...session.egress] },
        );
        return pulumi.all([host.instanceId, controlPlane.kubeconfigJson]).apply(async ([instanceId, kubeconfig]) => {
            await session.open({ instanceId, region, kubeconfig });
            return session.kubeconfig;
        });
    }
}

/** The address of the API server in a kubeconfig. */
function serverOf(kubeconfigJson: string): string {
    const { clusters }: { clusters: { cluster: { server: string } }[] } = JSON.parse(kubeconfigJson);
    return clusters[0]?.cluster.server ?? "";
}
