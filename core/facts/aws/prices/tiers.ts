import { type UnitName, type UnitPrice, unitPrice } from ".";

/** Control planes with a capacity of their own, on top of the hour of every cluster. */
const TIERS: ReadonlyMap<string, UnitName> = new Map([
    ["tier-xl", "eks-tier-xl"],
    ["tier-2xl", "eks-tier-2xl"],
    ["tier-4xl", "eks-tier-4xl"],
    ["tier-8xl", "eks-tier-8xl"],
]);

/** What an hour of a control plane's tier costs beside the cluster's hour; undefined where it is not known, and for the tier that is free. */
export function tierPrice(tier: string, region: string): UnitPrice | undefined {
    const name = TIERS.get(tier);
    return name && unitPrice(name, region);
}
