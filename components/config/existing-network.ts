import * as z from "zod";
import { MOST_ZONES } from "../network/subnets";
import { ipv4Cidr, zoneName } from "../schema/fields";
import { reportTo } from "../schema/report";
import { takes } from "./aws-limits";

const idOf = (kind: string) =>
    z.string().regex(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), {
        error: `the id of a ${kind === "vpc" ? "VPC" : "subnet"}, for example ${kind}-0123456789abcdef0`,
    });

const zoneSubnets = z.strictObject({
    private: idOf("subnet").describe(
        "For nodes, pods and internal load balancers: reaches out by NAT, a transit gateway or endpoints.",
    ),
    public: idOf("subnet")
        .optional()
        .describe("For internet-facing load balancers: has a route to an internet gateway. Default: none."),
    intra: idOf("subnet").optional().describe("For the control plane's interfaces. Default: the private one."),
});

/** What `network.existing` takes: a description of a network, which is held against AWS before anything is made in it. */
export const existingNetworkSchema = z
    .strictObject({
        vpcId: idOf("vpc").describe("Id of the VPC."),
        cidr: ipv4Cidr
            .refine(takes("aws:ec2/vpc:Vpc", "cidrBlock"), {
                error: "the VPC's block, of /16 to /28, the sizes that AWS has",
            })
            .describe("The first IPv4 block of the VPC. The private and intra subnets lie in it."),
        reachesInternet: z
            .boolean()
            .default(true)
            .describe(
                "Whether private subnets reach the internet, by NAT or a transit gateway. Where they do not, what needs it is refused or switched off, as with `nat: none`.",
            ),
        subnets: z
            .record(zoneName, zoneSubnets)
            .refine((subnets) => Object.keys(subnets).length >= 2 && Object.keys(subnets).length <= MOST_ZONES, {
                error: `the subnets of 2 to ${MOST_ZONES} zones: EKS makes no cluster in one alone`,
            })
            .describe("Subnets by availability zone, such as `eu-west-1a`: 2 to 4 zones."),
    })
    .superRefine(({ subnets }, context) => {
        const report = reportTo(context);
        const owners = new Map<string, string>();
        for (const [zone, { intra, ...kinds }] of Object.entries(subnets)) {
            const ids = Object.entries({ ...kinds, ...(intra !== kinds.private && { intra }) });
            for (const [kind, id] of ids) {
                if (id === undefined) {
                    continue;
                }
                const owner = owners.get(id);
                if (owner !== undefined) {
                    report(
                        ["subnets", zone, kind],
                        id,
                        `a subnet of its own: subnets.${owner} is this one`,
                        "Name another subnet; the control plane's interfaces may share the private one.",
                    );
                }
                owners.set(id, `${zone}.${kind}`);
            }
        }
        const zonesWithPublic = Object.values(subnets).filter((zone) => zone.public !== undefined).length;
        if (zonesWithPublic === 1) {
            report(
                ["subnets"],
                subnets,
                "public subnets in two zones or in none: a load balancer spans two",
                "Name a public subnet in another zone, too, or take this one away.",
            );
        }
    });

/** A network that exists, with its subnets in the order of the zones. */
export interface ExistingNetwork {
    /** Id of the VPC. */
    readonly vpcId: string;
    /** Whether the private subnets reach the internet. */
    readonly reachesInternet: boolean;
    /** Subnets of nodes and pods. */
    readonly private: readonly string[];
    /** Subnets of load balancers that the internet reaches; there are none in some zones. */
    readonly public: readonly { readonly zone: string; readonly id: string }[];
    /** Subnets of the control plane's interfaces. */
    readonly intra: readonly string[];
}

/** The zones of a described network, sorted, and its subnets in the same order. */
export function existingNetwork({ vpcId, reachesInternet, subnets }: z.output<typeof existingNetworkSchema>): {
    readonly zones: readonly string[];
    readonly existing: ExistingNetwork;
} {
    const entries = Object.entries(subnets).sort(([a], [b]) => (a < b ? -1 : 1));
    const zones = entries.map(([zone]) => zone);
    const existing = {
        vpcId,
        reachesInternet,
        private: entries.map(([, zone]) => zone.private),
        public: entries.flatMap(([zone, { public: id }]) => (id === undefined ? [] : [{ zone, id }])),
        intra: entries.map(([, zone]) => zone.intra ?? zone.private),
    };
    return { zones, existing };
}
