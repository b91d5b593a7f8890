import { containsCidr, overlapCidr, parseCidr } from "cidr-tools";
import * as z from "zod";
import { partitionOf } from "../../../core/facts/aws/partition";
import { ZONES_WITHOUT_EKS } from "../../../core/facts/aws/regions";
import { INTERFACE_ENDPOINTS } from "../../network/interface-endpoints";
import { isClosed, OPEN_IT } from "../../network/is-closed";
import type { NatMode } from "../../network/nat-gateways";
import { MOST_ZONES, planSubnets, type SubnetPlan } from "../../network/subnets";
import { ipv4Cidr, logRetentionDays, zoneName } from "../../schema/fields";
import { type Report, reportTo } from "../../schema/report";
import { takes } from "../aws-limits";
import { type ExistingNetwork, existingNetwork, existingNetworkSchema } from "../existing-network";
import { interfaceEndpoints } from "../interface-endpoints";
import { checkZones } from "../region-zones";
import { defineSection } from "../section";
import type { SectionContext } from "../section-context";

/** Addresses that mean something else everywhere: this network, loopback, link-local with the metadata service, multicast and above. */
const SPECIAL_BLOCKS = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];

const takenForVpc = takes("aws:ec2/vpc:Vpc", "cidrBlock");

const vpcCidr = ipv4Cidr
    .refine((cidr) => takenForVpc(cidr) && Number(parseCidr(cidr).prefix) <= 23, {
        error: "a block of /16 to /23: AWS takes no larger one, and three kinds of subnets in four zones fit in no smaller one",
    })
    .refine((cidr) => !SPECIAL_BLOCKS.some((special) => containsCidr(special, cidr)), {
        error: `a block outside of ${SPECIAL_BLOCKS.join(", ")}, best one of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16`,
    });
const subnetCidr = ipv4Cidr.refine(takes("aws:ec2/subnet:Subnet", "cidrBlock"), {
    error: "a block of /16 to /28, the sizes that AWS accepts for a subnet",
});

const DEFAULT_CIDR = "10.0.0.0/16";

const subnetsSchema = z.strictObject({
    public: z.array(subnetCidr).describe("For internet-facing load balancers and NAT gateways; one block a zone."),
    private: z.array(subnetCidr).describe("For nodes, pods and internal load balancers; one block a zone."),
    intra: z.array(subnetCidr).describe("For the control plane's interfaces; no way out; one block a zone."),
});

const networkSchema = z
    .strictObject({
        existing: existingNetworkSchema
            .optional()
            .describe(
                "A network that exists, instead of one that the stack makes: nothing is made in it but what the cluster needs, and the other keys of this section cannot be set. A preview on AWS holds it against what is there. Default: none.",
            ),
        cidr: vpcCidr.optional().describe("Address block of the VPC. Default: `10.0.0.0/16`."),
        zones: z
            .array(zoneName)
            .min(2)
            .max(MOST_ZONES)
            .optional()
            .describe(
                "Availability zones, 2 to 4 of the region, in any order. One that comes or goes moves no subnet of the others, unless one beyond d has the place of the new one: write `subnets` then; see `cluster.zones` and `nodeGroups.*.zones` before you add one. Default: a, b and c; required in regions where not every account has these three. " +
                    `EKS is not in the zones with the ids ${[...ZONES_WITHOUT_EKS.values()].join(", ")}: \`aws ec2 describe-availability-zones\` shows which letters these are in your account.`,
            ),
        nat: z
            .enum(["none", "single", "per-zone", "regional"])
            .optional()
            .describe(
                "How private subnets reach the internet: not at all, through one gateway, through one in each zone, or through one that AWS extends to every zone in which nodes are, with addresses of AWS's choice (not in `aws-us-gov`). Default: `single`.",
            ),
        subnets: subnetsSchema.optional().describe("Own address plan instead of the computed one."),
        interfaceEndpoints: z
            .array(z.enum(INTERFACE_ENDPOINTS))
            .optional()
            .describe(
                "Interface endpoints. Default: the registry's two; where `nat` is `none`, all that the stack's add-ons call, `kms`, and what a shell on nodes by Systems Manager takes.",
            ),
        flowLogRetentionDays: logRetentionDays.optional().describe("Days that VPC flow logs are kept. Default: 90."),
    })
    .superRefine((network, context) => {
        const { existing, subnets, zones } = network;
        if (existing) {
            refuseBesideExisting(network, context);
            return;
        }
        if (zones && new Set(zones).size < zones.length) {
            context.addIssue({ code: "custom", input: zones, path: ["zones"], message: "each zone once" });
        }
        if (subnets) {
            checkSubnets(network.cidr ?? DEFAULT_CIDR, subnets, context);
        }
    });

function refuseBesideExisting(
    { existing, ...others }: object & { existing?: unknown },
    context: z.RefinementCtx,
): void {
    for (const [key, value] of Object.entries(others)) {
        if (value !== undefined) {
            reportTo(context)(
                [key],
                value,
                "nothing beside existing: the stack makes no part of that network",
                "Remove this key, or existing.",
            );
        }
    }
}

function checkSubnets(cidr: string, subnets: SubnetPlan, context: z.RefinementCtx): void {
    const all = (["public", "private", "intra"] as const).flatMap((kind) =>
        subnets[kind].map((block, index) => ({ block, path: ["subnets", kind, index] })),
    );
    for (const { block, path } of all) {
        if (!containsCidr(cidr, block)) {
            context.addIssue({ code: "custom", input: block, path, message: `a block inside the VPC's ${cidr}` });
        }
    }
    all.forEach(({ block, path }, position) => {
        const other = all.slice(0, position).find((earlier) => overlapCidr(earlier.block, block));
        if (!other) {
            return;
        }
        context.addIssue({
            code: "custom",
            input: block,
            path,
            message: `a block that overlaps no other subnet; ${other.path.join(".")} is ${other.block}`,
        });
    });
}

/** What every network has. */
interface AnyNetworkConfig {
    /** First IPv4 block of the VPC. */
    readonly cidr: string;
    /** Sorted by name; subnets stand in the same order. */
    readonly zones: readonly string[];
}

/** A network that the stack makes, with everything decided. */
export interface NewNetworkConfig extends AnyNetworkConfig {
    /** The network is made. */
    readonly existing?: undefined;
    /** How private subnets reach the internet. */
    readonly nat: NatMode;
    /** Address blocks of the subnets. */
    readonly subnets: SubnetPlan;
    /** AWS services with an interface endpoint in the VPC. */
    readonly interfaceEndpoints: readonly string[];
    /** Days that flow logs are kept. */
    readonly flowLogRetentionDays: number;
}

/** A network that exists. */
export interface ExistingNetworkConfig extends AnyNetworkConfig {
    /** The network that exists. */
    readonly existing: ExistingNetwork;
}

/** The network section with everything decided. */
export type NetworkConfig = NewNetworkConfig | ExistingNetworkConfig;

/** The section `network`. */
export const networkSection = defineSection({
    name: "network",
    description: "The VPC of a cluster of kind `eks`.",
    schema: networkSchema.prefault({}),
    appliesTo: ["eks"],
    resolve: resolveNetwork,
    check: warnOfImages,
});

/** Interface endpoints lead to the private registries of ECR, and to no other. */
function warnOfImages(_written: z.output<typeof networkSchema>, context: SectionContext): string[] {
    return isClosed(context.resolved("network"))
        ? [
              "Nothing in the VPC reaches the internet, so nodes pull images from private registries of ECR alone: pods with images " +
                  "of others, those of the platform's charts among them (quay.io, public.ecr.aws, registry.k8s.io, docker.io), do not start. Next step: " +
                  `${OPEN_IT}, or bring the images into ECR and name them there.`,
          ]
        : [];
}

/** Fills in what depends on other keys, and checks the section against the region. */
function resolveNetwork(
    network: z.output<typeof networkSchema>,
    context: SectionContext,
    report: Report,
): NetworkConfig | undefined {
    const region = context.resolved("region");
    if (region === undefined) {
        return undefined;
    }
    if (network.existing) {
        const { zones, existing } = existingNetwork(network.existing);
        checkZones(zones, region, report, (index) => ["existing", "subnets", zones[index] ?? ""]);
        return { cidr: network.existing.cidr, zones, existing };
    }
    const { cidr = DEFAULT_CIDR, nat = "single" } = network;
    const zones = network.zones ?? ["a", "b", "c"].map((letter) => `${region}${letter}`);
    checkZones(network.zones, region, report);
    if (nat === "regional" && partitionOf(region) !== "aws") {
        report(
            ["nat"],
            nat,
            `none, single or per-zone in ${region}: AWS offers regional NAT gateways in the partition aws alone`,
            "Choose per-zone, which survives the loss of a zone as well.",
        );
    }
    const { subnets } = network;
    if (subnets) {
        for (const kind of ["public", "private", "intra"] as const) {
            if (subnets[kind].length !== zones.length) {
                report(
                    ["subnets", kind],
                    subnets[kind],
                    `one block for each of the ${zones.length} zones`,
                    "Add or remove blocks.",
                );
            }
        }
    }
    // By name, so that zones listed in another order change nothing.
    const order = [...zones.keys()].sort((a, b) => ((zones[a] ?? "") < (zones[b] ?? "") ? -1 : 1));
    const ordered = (values: readonly string[]) => order.flatMap((index) => values[index] ?? []);
    return {
        cidr,
        zones: ordered(zones),
        nat,
        subnets: subnets
            ? {
                  public: ordered(subnets.public),
                  private: ordered(subnets.private),
                  intra: ordered(subnets.intra),
              }
            : planSubnets(cidr, ordered(zones)),
        interfaceEndpoints: interfaceEndpoints(network.interfaceEndpoints, nat, context, report),
        flowLogRetentionDays: network.flowLogRetentionDays ?? 90,
    };
}
