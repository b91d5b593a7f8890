import facts from "./data/regions.json";

/** What is known of a region in which AWS offers EKS. */
export interface Region {
    /** The part of AWS that it belongs to, as ARNs name it. */
    readonly partition: string;
    /** Letters of its availability zones, those that only some accounts have among them; absent in partitions that the platform does not serve. */
    readonly zones?: string;
    /** Letters that every account can rely on. */
    readonly sureZones?: string;
}

/** A region that the platform serves. */
export type ServedRegion = Required<Region>;

/** Every region in which AWS offers EKS, also in partitions that the platform does not serve. */
export const REGIONS: ReadonlyMap<string, Region> = new Map(Object.entries(facts.regions));

/** The day on which the regions and zones were read. */
export const REGIONS_DERIVED = facts.derived;

/**
 * A region that the platform serves. It does not serve China, the European Sovereign Cloud and the isolated partitions: service principals,
 * endpoints and image registries are others there.
 */
export function servedRegion(name: string): ServedRegion | undefined {
    const { partition, zones, sureZones } = REGIONS.get(name) ?? {};
    if (partition === undefined || zones === undefined || sureZones === undefined) {
        return undefined;
    }
    return { partition, zones, sureZones };
}

/** Names of the regions that the platform serves. */
export function servedRegions(): string[] {
    return [...REGIONS.keys()].filter((name) => servedRegion(name));
}

/**
 * Zones without EKS, by region. AWS gives each account its own letters for them, so that no letter can be refused.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
 */
export const ZONES_WITHOUT_EKS: ReadonlyMap<string, string> = new Map([
    ["ca-central-1", "cac1-az3"],
    ["us-east-1", "use1-az3"],
    ["us-west-1", "usw1-az2"],
]);
