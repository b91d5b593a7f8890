import { unitPrice } from "../../../core/facts/aws/prices";
import { supportStatus } from "../../../core/facts/kubernetes/versions";
import { inputAt, textOf } from "../../stack-resource";
import type { Charge, Pricer } from "../part";

/** Control planes with a capacity of their own, on top of the hour of every cluster. */
const TIERS = new Map([
    ["tier-xl", "eks-tier-xl"],
    ["tier-2xl", "eks-tier-2xl"],
    ["tier-4xl", "eks-tier-4xl"],
    ["tier-8xl", "eks-tier-8xl"],
] as const);

/** The control plane: six times the price once its version is out of standard support. */
export const priceCluster: Pricer = (cluster, { region, today }) => {
    const version = textOf(inputAt(cluster, "version"));
    const isExtended = version !== undefined && supportStatus(version, today) === "extended";
    const hour = isExtended
        ? {
              what: `control plane, Kubernetes ${version} in extended support`,
              price: unitPrice("eks-cluster-extended", region),
          }
        : { what: "control plane", price: unitPrice("eks-cluster", region) };
    const charges: readonly Charge[] = [
        { ...hour, quantity: 1 },
        ...tierCharge(textOf(inputAt(cluster, "controlPlaneScalingConfig", "tier")), region),
    ];
    const isAuto = inputAt(cluster, "computeConfig", "enabled") === true;
    return [
        { kind: "priced", group: "cluster", charges },
        ...(isAuto
            ? [
                  {
                      kind: "unknown",
                      group: "nodes",
                      name: "auto mode",
                      detail: "nodes that EKS Auto Mode makes",
                  } as const,
              ]
            : []),
    ];
};

function tierCharge(tier: string | undefined, region: string): readonly Charge[] {
    if (tier === undefined || tier === "standard") {
        return [];
    }
    const known = [...TIERS].find(([name]) => name === tier);
    return [{ what: `capacity ${tier}`, quantity: 1, price: known && unitPrice(known[1], region) }];
}
