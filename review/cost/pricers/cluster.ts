import { unitPrice } from "../../../core/facts/aws/prices";
import { tierPrice } from "../../../core/facts/aws/prices/tiers";
import { supportStatus } from "../../../core/facts/kubernetes/versions";
import { inputAt, textOf } from "../../stack-resource";
import type { Charge, Pricer } from "../part";

/** The control plane: six times the price once its version is out of standard support, where AWS has not been told to upgrade it then. */
export const priceCluster: Pricer = (cluster, { region, today }) => {
    const version = textOf(inputAt(cluster, "version"));
    const staysBehind = inputAt(cluster, "upgradePolicy", "supportType") !== "STANDARD";
    const isExtended = staysBehind && version !== undefined && supportStatus(version, today) === "extended";
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
    return [{ what: `capacity ${tier}`, quantity: 1, price: tierPrice(tier, region) }];
}
