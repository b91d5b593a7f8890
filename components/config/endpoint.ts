import { overlapCidr } from "cidr-tools";
import * as z from "zod";
import { ipv4Cidr } from "../schema/fields";
import { type Report, reportTo } from "../schema/report";
import type { NetworkConfig } from "./sections/network";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const MOST_PUBLIC_CIDRS = 40;

/** The one block with reserved addresses in it that EKS takes. */
const EVERYWHERE = "0.0.0.0/0";

/**
 * Blocks that nobody reaches the public endpoint from, and that EKS takes for none of it.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const RESERVED_BLOCKS = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/3",
];

const publicCidr = ipv4Cidr.refine(
    (cidr) => cidr === EVERYWHERE || !RESERVED_BLOCKS.some((reserved) => overlapCidr(reserved, cidr)),
    {
        error: `a block of the internet with nothing of ${RESERVED_BLOCKS.join(", ")} in it: private addresses reach the endpoint inside the VPC`,
    },
);

/** What `cluster.endpoint` takes. The API server answers inside the VPC in any case. */
export const endpointSchema = z
    .strictObject({
        access: z
            .enum(["public-cidrs", "session", "network"])
            .optional()
            .describe(
                "How commands reach the API server, from the first `up` on. `public-cidrs`: from the blocks of `publicCidrs` over the internet. `session`: through a session of Systems Manager, which the command opens, and a small instance in the VPC. `network`: it answers inside the VPC alone, and the command runs there or has a way there, such as a VPN. Default: `public-cidrs` where there are some, else `network`.",
            ),
        publicCidrs: z
            .array(publicCidr)
            .max(MOST_PUBLIC_CIDRS)
            .default([])
            .describe(
                "Blocks that may reach the API server from the internet, with `access: public-cidrs`; an update of AWS needs one. Default: none, the endpoint is private only.",
            ),
    })
    .superRefine(({ access, publicCidrs }, context) => {
        if (access === undefined || access === "public-cidrs" || publicCidrs.length === 0) {
            return;
        }
        reportTo(context)(
            ["publicCidrs"],
            publicCidrs,
            `no block with access: ${access}, by which the API server answers inside the VPC alone`,
            "Take the blocks away, or set access to public-cidrs.",
        );
    })
    .transform((endpoint) => ({
        ...endpoint,
        access: endpoint.access ?? (endpoint.publicCidrs.length > 0 ? "public-cidrs" : "network"),
    }));

/** Services that the host of sessions reaches. */
export const SESSION_SERVICES = ["ssm", "ssmmessages"] as const;

/** Without a way out, the host of sessions reaches Systems Manager at endpoints in the VPC alone. */
export function checkSessionReach(
    access: string | undefined,
    network: NetworkConfig | undefined,
    report: Report,
): void {
    if (access !== "session" || network === undefined || network.existing || network.nat !== "none") {
        return;
    }
    const absent = SESSION_SERVICES.filter((service) => !network.interfaceEndpoints.includes(service));
    if (absent.length > 0) {
        report(
            ["endpoint", "access"],
            access,
            `with network.nat none, a way for which network.interfaceEndpoints has ${SESSION_SERVICES.join(" and ")}`,
            `Add ${absent.join(" and ")} to network.interfaceEndpoints, or leave that key out to get all.`,
        );
    }
}
