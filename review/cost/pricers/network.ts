import { unitPrice } from "../../../core/facts/aws/prices";
import { inputAt, listOf, textOf } from "../../stack-resource";
import type { Charge, Pricer } from "../part";

/** Hours of the gateway; what passes it costs the same again for each GB. A regional one costs in each zone as one of that zone does. */
export const priceNatGateway: Pricer = (gateway, surroundings) => {
    const { region } = surroundings;
    const zones = textOf(inputAt(gateway, "availabilityMode")) === "regional" ? surroundings.zones() : undefined;
    return [
        {
            kind: "priced",
            group: "network",
            charges: [
                { what: "NAT gateway", quantity: zones ?? 1, price: unitPrice("nat-gateway", region) },
                ...(zones === undefined ? [] : [addressCharge(zones, region)]),
            ],
            ...(zones !== undefined && { assumption: "It is in every zone of the VPC, with one address in each." }),
        },
        {
            ...{ kind: "usage", group: "network", name: "data" },
            rates: [{ what: "GB through the gateway", price: unitPrice("nat-gateway-data", region) }],
            assumption: "Nothing passes the gateway.",
        },
    ];
};

/** A public IPv4 address, in use or not. */
export const priceAddress: Pricer = (_, { region }) => [
    {
        kind: "priced",
        group: "network",
        charges: [addressCharge(1, region)],
    },
];

function addressCharge(quantity: number, region: string): Charge {
    return { what: "public IPv4 address", quantity, price: unitPrice("public-ipv4", region) };
}

/** An interface endpoint costs in each of its subnets; a gateway endpoint nothing. */
export const priceEndpoint: Pricer = (endpoint, { region }) => {
    const kind = textOf(inputAt(endpoint, "vpcEndpointType")) ?? "Gateway";
    if (kind === "Gateway") {
        return [{ kind: "free", group: "network", detail: "gateway endpoints cost nothing" }];
    }
    const subnets = listOf(inputAt(endpoint, "subnetIds"));
    if (kind !== "Interface" || subnets === undefined) {
        return [
            {
                kind: "unknown",
                group: "network",
                detail: `an endpoint of the kind ${kind}, in subnets that are not known`,
            },
        ];
    }
    const charge = {
        what: "zone of the endpoint",
        quantity: subnets.length,
        price: unitPrice("interface-endpoint", region),
    };
    return [
        { kind: "priced", group: "network", charges: [charge] },
        {
            ...{ kind: "usage", group: "network", name: "data" },
            rates: [{ what: "GB through the endpoint", price: unitPrice("interface-endpoint-data", region) }],
            assumption: "Nothing passes the endpoint.",
        },
    ];
};
