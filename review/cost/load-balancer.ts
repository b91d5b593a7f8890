import { unitPrice } from "../../core/facts/aws/prices";
import type { Charge, Part } from "./part";
import type { Surroundings } from "./surroundings";

/** A load balancer, whoever makes it. */
export interface LoadBalancer {
    readonly kind: "application" | "network" | "classic";
    /** Whether it faces the internet, and so has a public address in each zone. */
    readonly isPublic: boolean;
    /** Zones that it is in, where they are known. @default those with a public subnet for load balancers */
    readonly zones?: number;
    /** Whether its addresses are resources of the stack, which are priced by themselves. @default false */
    readonly hasOwnAddresses?: boolean;
}

/** Its hours and its public addresses; what passes it is use. */
export function loadBalancerParts(
    { kind, isPublic, zones, hasOwnAddresses = false }: LoadBalancer,
    surroundings: Surroundings,
): readonly Part[] {
    const { region } = surroundings;
    const hours = unitPrice(kind === "classic" ? "load-balancer-classic" : "load-balancer", region);
    const addresses = isPublic && !hasOwnAddresses ? (zones ?? surroundings.publicZones()) : 0;
    const isOpen = isPublic && !hasOwnAddresses && addresses === 0;
    const charges: readonly Charge[] = [
        { what: `${kind} load balancer`, quantity: 1, price: hours },
        { what: "public IPv4 address", quantity: addresses, price: unitPrice("public-ipv4", region) },
    ];
    const unit = {
        application: "load-balancer-capacity",
        network: "network-load-balancer-capacity",
        classic: undefined,
    } as const;
    const capacity = unit[kind];
    const rates =
        capacity === undefined ? [] : [{ what: "unit of capacity in use", price: unitPrice(capacity, region) }];
    return [
        {
            ...{ kind: "priced", group: "network", charges: charges.filter(({ quantity }) => quantity > 0) },
            ...(isOpen && {
                assumption: "Its public addresses are not in it: the stack does not say in which zones it is.",
            }),
        },
        { kind: "usage", group: "network", name: "capacity", rates, assumption: "Nothing passes the load balancer." },
    ];
}
