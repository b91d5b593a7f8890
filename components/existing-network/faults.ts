import { containsCidr } from "cidr-tools";
import { type Fault, faultAt } from "../../core/faults/fault";
import { CONFIG_NAMESPACE } from "../config/raw-config";
import type { ExistingNetworkConfig } from "../config/sections/network";
import type { NetworkFacts, SubnetFacts } from "./facts";

/**
 * Free addresses that a subnet must have: what EKS recommends for the control plane's interfaces, which it makes anew for each update.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const LEAST_FREE = 16;

/** Kinds of subnets, the tag by which load balancers find them, and what it is for. */
const LOAD_BALANCER_TAGS = {
    private: "kubernetes.io/role/internal-elb",
    public: "kubernetes.io/role/elb",
    intra: undefined,
} as const;

type Kind = keyof typeof LOAD_BALANCER_TAGS;

/** What of a described network is not so, or lets no cluster work in it. */
export function existingNetworkFaults(
    { cidr, zones, existing }: ExistingNetworkConfig,
    { vpc, subnets, endpoints }: NetworkFacts,
    services: readonly string[],
): Fault[] {
    const at = (...path: PropertyKey[]) => [`${CONFIG_NAMESPACE}:network`, "existing", ...path] as const;
    const { vpcId } = existing;
    if (vpc === undefined) {
        return [
            faultAt(at("vpcId"), vpcId, "a VPC of the stack's region and account", "aws ec2 describe-vpcs lists them."),
        ];
    }
    const faults: Fault[] = [];
    if (vpc.cidr !== cidr) {
        faults.push(faultAt(at("cidr"), cidr, `${vpc.cidr}, the first block of ${vpcId}`, "Write the VPC's block."));
    }
    if (!vpc.dnsSupport || !vpc.dnsHostnames) {
        faults.push(
            faultAt(
                at("vpcId"),
                vpcId,
                "a VPC with DNS support and DNS hostnames: nodes find the private endpoints of EKS, ECR and EFS by them",
                `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --enable-dns-hostnames, and the same with --enable-dns-support.`,
            ),
        );
    }
    zones.forEach((zone, index) => {
        const kinds: [Kind, string | undefined][] = [
            ["private", existing.private[index]],
            ["public", existing.public.find((subnet) => subnet.zone === zone)?.id],
            ["intra", existing.intra[index] === existing.private[index] ? undefined : existing.intra[index]],
        ];
        for (const [kind, id] of kinds) {
            if (id !== undefined) {
                faults.push(
                    ...subnetFaults({ kind, id, zone, vpcId, cidr, path: at("subnets", zone, kind) }, subnets.get(id)),
                );
            }
        }
    });
    const closed = existing.private.some((id) => subnets.get(id)?.wayOut === "none");
    if (closed && existing.reachesInternet) {
        faults.push(
            faultAt(
                at("reachesInternet"),
                existing.reachesInternet,
                "false where a private subnet has no default route: add-ons are told, or refused, by it",
                "Set it to false, or add the route.",
            ),
        );
    }
    const absent = services.filter((service) => !endpoints.has(service));
    if (closed && absent.length > 0) {
        faults.push(
            faultAt(
                at("subnets"),
                existing.private,
                `private subnets with a default route to NAT or a transit gateway, or a VPC with endpoints for ${services.join(", ")}`,
                `Add the route, or endpoints for ${absent.join(", ")}.`,
            ),
        );
    }
    return faults;
}

interface Described {
    readonly kind: Kind;
    readonly id: string;
    readonly zone: string;
    readonly vpcId: string;
    /** The first block of the VPC. */
    readonly cidr: string;
    readonly path: readonly [string, ...PropertyKey[]];
}

function subnetFaults({ kind, id, zone, vpcId, cidr, path }: Described, subnet: SubnetFacts | undefined): Fault[] {
    const fault = (allowed: string, next: string) => faultAt(path, id, allowed, next);
    if (subnet?.vpcId !== vpcId) {
        const next = `aws ec2 describe-subnets --filters Name=vpc-id,Values=${vpcId} lists them.`;
        return [fault(`a subnet of ${vpcId}`, next)];
    }
    const faults: Fault[] = [];
    if (subnet.zone !== zone) {
        faults.push(fault(`a subnet in ${zone}; this one is in ${subnet.zone}`, "Move it below its zone."));
    }
    if (kind !== "public" && !containsCidr(cidr, subnet.cidr)) {
        faults.push(
            fault(
                `a subnet inside of ${cidr}, from which alone network policies let nodes and the API server in; this one is ${subnet.cidr}`,
                "Name a subnet of the VPC's first block.",
            ),
        );
    }
    if (subnet.free < LEAST_FREE) {
        const next = "Name a larger subnet, or free some.";
        faults.push(fault(`a subnet with ${LEAST_FREE} free addresses or more; it has ${subnet.free}`, next));
    }
    const tag = LOAD_BALANCER_TAGS[kind];
    if (tag !== undefined && subnet.tags[tag] !== "1") {
        faults.push(
            fault(
                `a subnet with the tag ${tag}=1, by which load balancers find it`,
                `aws ec2 create-tags --resources ${id} --tags Key=${tag},Value=1`,
            ),
        );
    }
    if (kind === "public" && subnet.wayOut !== "internet-gateway") {
        faults.push(
            fault("a subnet whose default route leads to an internet gateway", "Add the route, or name another."),
        );
    }
    if (kind === "private" && subnet.wayOut === "internet-gateway") {
        faults.push(
            fault(
                "a subnet whose default route leads to NAT or a transit gateway: nodes have no public address, and the internet gateway serves no other",
                "Name a private subnet.",
            ),
        );
    }
    return faults;
}
