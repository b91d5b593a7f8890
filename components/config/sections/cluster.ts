import { containsCidr, overlapCidr } from "cidr-tools";
import * as z from "zod";
import { inputAt } from "../../../core/facts/aws/catalog";
import { ZONES_WITHOUT_EKS } from "../../../core/facts/aws/regions";
import { DEFAULT_KUBERNETES_VERSION } from "../../../core/facts/kubernetes/versions";
import { dnsLabel, ipv4Cidr, logRetentionDays, zoneName } from "../../schema/fields";
import { type Report, within } from "../../schema/report";
import { lengthsOf, takes } from "../aws-limits";
import { accessSchema, checkAccess, checkAccessEntries } from "../cluster/access";
import { checkControlPlane, controlPlaneSchema } from "../cluster/control-plane";
import { oidcSchema } from "../cluster/oidc";
import { checkRemoteNetworks, PRIVATE_BLOCKS, remoteNetworksSchema } from "../cluster/remote-networks";
import { checkSupport } from "../cluster/support";
import { checkSessionReach, endpointSchema } from "../endpoint";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";
import { namespacesOf } from "../workloads";
import { checkZonesInUse } from "../zones-in-use";

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
const takenForServices = takes("aws:eks/cluster:Cluster", "kubernetesNetworkConfig.serviceIpv4Cidr");

const serviceCidr = ipv4Cidr.refine(
    (cidr) => takenForServices(cidr) && PRIVATE_BLOCKS.some((block) => containsCidr(block, cidr)),
    { error: `a block of /12 to /24 inside ${PRIVATE_BLOCKS.join(", ")}, as EKS takes it` },
);

/** IAM limits the whole name of a role; what the program puts before an entry's name, and the digits that make it unique, come on top. */
const MOST_CHARACTERS_OF_ROLES =
    lengthsOf(inputAt("aws:iam/role:Role", "name")).max - "platform-foundation-access-roles--1234567".length;

const eksSchema = z.strictObject({
    kind: z.literal("eks").describe("A new EKS cluster in AWS."),
    name: dnsLabel.max(40).describe("Name of the cluster in AWS; unique in the account and region."),
    version: z
        .string({ error: 'a Kubernetes version in quotes, for example "1.36"' })
        .default(DEFAULT_KUBERNETES_VERSION)
        .describe("Kubernetes minor version. Upgrade one minor at a time."),
    upgradePolicy: z
        .enum(["standard", "extended"])
        .default("standard")
        .describe(
            "What AWS does at the end of a version's standard support. `standard`: it upgrades the cluster by itself, and creates none on such a version. `extended`: the cluster stays for a year, at 0.60 instead of 0.10 USD an hour; cannot be taken back in that year.",
        ),
    endpoint: endpointSchema
        .prefault({})
        .describe("Who can reach the API server over the network, and how commands do."),
    serviceCidr: serviceCidr
        .default("172.20.0.0/16")
        .describe("Block of the cluster's Service addresses; cannot be changed later: an offline preview refuses it."),
    zones: z
        .array(zoneName)
        .min(2)
        .optional()
        .describe(
            "Zones of the control plane's interfaces, of those in `network.zones`. EKS takes none but those in which the cluster was made: name these before you add another to the network. Default: all of `network.zones`.",
        ),
    zonalShift: z
        .boolean()
        .optional()
        .describe(
            "Whether AWS may lead traffic away from an impaired zone, which with Application Recovery Controller also happens by itself (zonal autoshift). New clusters have it off; to switch it off again write `false`.",
        ),
    controlPlane: controlPlaneSchema
        .optional()
        .describe("What EKS lets its users set of the control plane itself. Default: nothing is set."),
    remoteNetworks: remoteNetworksSchema
        .optional()
        .describe("Networks outside of AWS whose machines join as nodes (EKS Hybrid Nodes). Default: none."),
    logRetentionDays: logRetentionDays.default(365).describe("Days that the control plane's logs are kept."),
    deletionProtection: z
        .boolean()
        .optional()
        .describe("Whether AWS refuses to delete the cluster. Default: the stack's `protect`."),
    creatorIsAdmin: z
        .boolean()
        .optional()
        .describe(
            "Whether the identity that creates the cluster is its administrator for ever. Without, `access` or `pipeline` must let somebody administer it. EKS asks once, when the cluster is made. Default: yes.",
        ),
    oidc: oidcSchema
        .optional()
        .describe(
            "An identity provider of people, beside IAM. EKS takes one, and changes none: another takes the place of the first, in which nobody signs in for up to half an hour. Default: none.",
        ),
    access: z
        .record(dnsLabel, accessSchema)
        .default({})
        .describe("Who may use the Kubernetes API, each by a name of your choice."),
});

const existingSchema = z.strictObject({
    kind: z.literal("existing").describe("A cluster that exists already, named by its kubeconfig context."),
    context: z.string().min(1).describe("Context of the kubeconfig."),
    kubeconfig: z.string().min(1).optional().describe("Path of the kubeconfig. Default: what kubectl uses."),
});

const embeddedSchema = z.strictObject({
    kind: z.literal("embedded").describe("The embedded control plane on this machine."),
});

const clusterSchema = z.discriminatedUnion("kind", [eksSchema, existingSchema, embeddedSchema]);

/** The cluster section of kind `eks` with everything decided. */
export interface EksClusterConfig extends Omit<z.output<typeof eksSchema>, "deletionProtection" | "zones"> {
    /** Whether EKS refuses to delete the cluster. */
    readonly deletionProtection: boolean;
    /** Zones of the control plane's interfaces. */
    readonly zones: readonly string[];
}

type ClusterConfig = z.output<typeof clusterSchema>;

/** The section `cluster`, which decides the kind of the stack. */
export const clusterSection = defineSection({
    name: "cluster",
    description: "A new EKS cluster, one that exists, or the embedded control plane on this machine.",
    schema: clusterSchema,
    resolve: resolveCluster,
    check: checkCluster,
});

function resolveCluster(
    cluster: ClusterConfig,
    context: SectionContext,
): EksClusterConfig | Exclude<ClusterConfig, { kind: "eks" }> | undefined {
    if (cluster.kind !== "eks") {
        return cluster;
    }
    const zones = cluster.zones ?? context.resolved("network")?.zones;
    const isGoing = context.resolved("teardown") !== undefined;
    const deletionProtection = isGoing ? false : (cluster.deletionProtection ?? context.resolved("protect"));
    return zones && deletionProtection !== undefined ? { ...cluster, zones, deletionProtection } : undefined;
}

function checkCluster(cluster: ClusterConfig, context: SectionContext, report: Report): string[] {
    if (cluster.kind !== "eks") {
        return [];
    }
    const vpcCidr = context.resolved("network")?.cidr;
    if (vpcCidr && overlapCidr(vpcCidr, cluster.serviceCidr)) {
        report(
            ["serviceCidr"],
            cluster.serviceCidr,
            `a block that does not overlap the VPC's ${vpcCidr}`,
            "Choose another block for the Services or for the VPC.",
        );
    }
    checkSessionReach(cluster.endpoint.access, context.resolved("network"), report);
    checkZonesInUse(cluster.zones, context.resolved("network")?.zones, ["zones"], report);
    if (cluster.controlPlane) {
        checkControlPlane(cluster.controlPlane, context, within(report, "controlPlane"));
    }
    if (cluster.remoteNetworks) {
        const taken = principalsOf(cluster, context);
        const { remoteNetworks, serviceCidr } = cluster;
        checkRemoteNetworks(remoteNetworks, serviceCidr, taken, context, within(report, "remoteNetworks"));
    }
    checkAccessEntries(cluster.access, cluster.creatorIsAdmin ?? true, context, within(report, "access"));
    for (const [name, { trust }] of Object.entries(cluster.access)) {
        if (trust && name.length > MOST_CHARACTERS_OF_ROLES) {
            const allowed = `a name of at most ${MOST_CHARACTERS_OF_ROLES} characters where trust is set, for it ends in the name of a role, which IAM limits to 64`;
            report(["access", name], name, allowed, "Shorten the name, or let in a role that exists by principalArn.");
        }
    }
    checkAccess(cluster.access, knownNamespaces(context), report);
    return [...zoneWarnings(cluster.zones, context), ...checkSupport(cluster, context.today, report)];
}

/** Everybody who gets an access entry by name. */
function principalsOf({ access }: z.output<typeof eksSchema>, context: SectionContext): ReadonlySet<string> {
    const teams = Object.values(context.parsed("namespaces") ?? {}).flatMap(({ team }) => team?.principals ?? []);
    return new Set([...Object.values(access).flatMap(({ principalArn }) => principalArn ?? []), ...teams]);
}

/** No letter can be refused where the account decides which letter is the zone without EKS. */
function zoneWarnings(zones: readonly string[] | undefined, context: SectionContext): string[] {
    const region = context.resolved("region");
    const without = ZONES_WITHOUT_EKS.get(region ?? "");
    const used = zones ?? context.resolved("network")?.zones;
    if (without === undefined || used === undefined) {
        return [];
    }
    return [
        `EKS is not in the zone ${without}, whose letter each account has of its own, and makes no cluster with a subnet in it. See that it is none of ` +
            `${used.join(", ")}: aws ec2 describe-availability-zones --region ${region} --zone-ids ${without} --query "AvailabilityZones[].ZoneName"`,
    ];
}

/** The namespaces of the stack; undefined where not all sections that name some are sound. */
function knownNamespaces(context: SectionContext): string[] | undefined {
    const namespaces = context.parsed("namespaces");
    const applications = context.parsed("applications");
    const services = context.parsed("services");
    return namespaces && applications && services && namespacesOf({ namespaces, applications, services });
}
