import { overlapCidr } from "cidr-tools";
import * as z from "zod";
import { DEFAULT_KUBERNETES_VERSION, supportedVersions, supportStatus } from "../cluster/kubernetes-versions";
import { dnsLabel, iamPrincipalArn, ipv4Cidr, logRetentionDays } from "./fields";
import type { Report } from "./report";

const accessSchema = z.strictObject({
    /** The IAM role or user that is let in. The identity that creates the cluster is its administrator already: never list it. */
    principalArn: iamPrincipalArn,
    /** What it may do: everything, administer, change or read. */
    policy: z.enum(["cluster-admin", "admin", "edit", "view"]),
    /** Only in these namespaces. Default: in the whole cluster. */
    namespaces: z.array(dnsLabel).min(1).optional(),
});

const eksSchema = z.strictObject({
    kind: z.literal("eks"),
    /** Name of the cluster in AWS; unique in the account and region. */
    name: dnsLabel.max(40),
    /** Kubernetes minor version. Upgrade one minor at a time. */
    version: z
        .string({ error: 'a Kubernetes version in quotes, for example "1.36"' })
        .default(DEFAULT_KUBERNETES_VERSION),
    endpoint: z
        .strictObject({
            /** Blocks that may reach the API server from the internet. Default: none, the endpoint is private only. */
            publicCidrs: z.array(ipv4Cidr).default([]),
        })
        .prefault({}),
    /** Block of the cluster's Service addresses; cannot be changed later. */
    serviceCidr: ipv4Cidr.default("172.20.0.0/16"),
    /** Days that the control plane's logs are kept. */
    logRetentionDays: logRetentionDays.default(365),
    /** Whether AWS refuses to delete the cluster. Default: the stack's `protect`. */
    deletionProtection: z.boolean().optional(),
    /** Who may use the Kubernetes API, each by a name of your choice. */
    access: z.record(dnsLabel, accessSchema).default({}),
});

const existingSchema = z.strictObject({
    kind: z.literal("existing"),
    /** Context of the kubeconfig. */
    context: z.string().min(1),
    /** Path of the kubeconfig. Default: what kubectl uses. */
    kubeconfig: z.string().min(1).optional(),
});

const embeddedSchema = z.strictObject({ kind: z.literal("embedded") });

/** Section `cluster`: a new EKS cluster, one that exists, or the embedded control plane on this machine. */
export const clusterSchema = z.discriminatedUnion("kind", [eksSchema, existingSchema, embeddedSchema]);

/** The cluster section of kind `eks` with everything decided. */
export interface EksClusterConfig extends Omit<z.output<typeof eksSchema>, "deletionProtection"> {
    readonly deletionProtection: boolean;
}

/** Names the faults that need other sections or the date, and returns what deserves a warning. */
export function checkEksCluster(
    cluster: z.output<typeof eksSchema>,
    context: { readonly today: Date; readonly vpcCidr: string | undefined },
    report: Report,
): string[] {
    const supported = supportedVersions(context.today);
    const status = supportStatus(cluster.version, context.today);
    if (status === "ended") {
        report(
            ["version"],
            cluster.version,
            supported.join(", "),
            `Set a version that AWS still supports; ${DEFAULT_KUBERNETES_VERSION} is the default.`,
        );
    }
    if (context.vpcCidr && overlapCidr(context.vpcCidr, cluster.serviceCidr)) {
        report(
            ["serviceCidr"],
            cluster.serviceCidr,
            `a block that does not overlap the VPC's ${context.vpcCidr}`,
            "Choose another block for the Services or for the VPC.",
        );
    }
    if (status !== "extended") return [];
    return [
        `Kubernetes ${cluster.version} has left standard support: the control plane of ${cluster.name} costs six times the price ` +
            `until it is upgraded. Supported: ${supported.join(", ")}.`,
    ];
}
