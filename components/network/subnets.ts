import { parseCidr } from "cidr-tools";
import { formatIpv4 } from "../../core/facts/network/ipv4";

/** The address blocks of each kind of subnet, one for each zone, in the order of the zones. */
export interface SubnetPlan {
    /** Of load balancers that the internet reaches, and of NAT gateways. */
    readonly public: readonly string[];
    /** Of nodes and pods. */
    readonly private: readonly string[];
    /** Of the control plane's interfaces, without a way out. */
    readonly intra: readonly string[];
}

/** Every kind keeps room for this many zones, so that adding or removing one moves no other. */
export const MOST_ZONES = 4;

/**
 * Where each kind lies in the VPC, in bits below the VPC's prefix. Private subnets hold pods (VPC CNI gives each an address), so
 * they get half of the VPC; public and intra hold a few interfaces and get an eighth each; the last quarter stays free for growth.
 */
const LAYOUT = {
    private: { offset: 0n, bits: 3 },
    public: { offset: 16n, bits: 5 },
    intra: { offset: 20n, bits: 5 },
} as const;

/** The layout counts in 32nds of the VPC: the size of the smallest subnets. */
const UNIT_BITS = 5n;

/**
 * Computes the subnets of a VPC. Where a zone's subnets lie follows from the zone's letter, not from its position in the list: the order
 * says nothing, and of the zones a to d one that comes or goes moves no other.
 *
 * @param vpcCidr the VPC's block, /16 to /23
 * @param zones names of the zones in use, 1 to 4
 */
export function planSubnets(vpcCidr: string, zones: readonly string[]): SubnetPlan {
    const { start, prefix } = parseCidr(vpcCidr);
    const unit = 1n << (32n - BigInt(prefix) - UNIT_BITS);
    const places = placesOf(zones);
    const blocks = ({ offset, bits }: { offset: bigint; bits: number }) => {
        const size = 1n << (32n - BigInt(prefix) - BigInt(bits));
        return places.map((place) => formatIpv4(start + offset * unit + BigInt(place) * size, Number(prefix) + bits));
    };
    return { public: blocks(LAYOUT.public), private: blocks(LAYOUT.private), intra: blocks(LAYOUT.intra) };
}

/**
 * Zones a to d have a place each; another zone, of which few regions have any, takes the last that is free. It moves where the zone whose
 * place that is comes later: there is no room for six.
 */
function placesOf(zones: readonly string[]): readonly number[] {
    const own = zones.map((zone) => zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0));
    const free = Array.from({ length: MOST_ZONES }, (_, place) => place).filter((place) => !own.includes(place));
    return own.map((place) => (place >= 0 && place < MOST_ZONES ? place : (free.pop() ?? 0)));
}
