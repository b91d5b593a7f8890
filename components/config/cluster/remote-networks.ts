import { containsCidr, overlapCidr } from "cidr-tools";
import * as z from "zod";
import { iamPrincipalArn, ipv4Cidr } from "../../schema/fields";
import type { Report } from "../../schema/report";
import { checkPartition } from "../partition";
import type { SectionContext } from "../section-context";

/** @see https://www.rfc-editor.org/rfc/rfc1918 */
export const PRIVATE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-create.html */
const MOST_BLOCKS = 15;

const remoteBlock = ipv4Cidr.refine((cidr) => PRIVATE_BLOCKS.some((block) => containsCidr(block, cidr)), {
    error: `a block inside of ${PRIVATE_BLOCKS.join(", ")} (RFC 1918): EKS takes no others of networks outside of AWS`,
});

/**
 * Networks of nodes that are not in AWS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html
 */
export const remoteNetworksSchema = z.strictObject({
    nodes: z
        .array(remoteBlock)
        .max(MOST_BLOCKS)
        .describe("Blocks of the nodes. None, with none of `pods`: what was set before is taken back."),
    pods: z
        .array(remoteBlock)
        .max(MOST_BLOCKS)
        .default([])
        .describe(
            "Blocks of the pods on them, where they are routable; without them no webhook can run on these nodes. Default: none.",
        ),
    nodeRoles: z
        .array(iamPrincipalArn)
        .default([])
        .describe(
            "IAM roles with which the nodes join, of Systems Manager or IAM Roles Anywhere; each gets an access entry of the type HYBRID_LINUX.",
        ),
});

type RemoteNetworks = z.output<typeof remoteNetworksSchema>;

/**
 * Reports blocks that overlap what they must be told apart from, and roles that nodes cannot have.
 *
 * @param taken principals that have an access entry
 */
export function checkRemoteNetworks(
    remote: RemoteNetworks,
    serviceCidr: string,
    taken: ReadonlySet<string>,
    context: SectionContext,
    report: Report,
): void {
    const vpc = context.resolved("network")?.cidr;
    const others = [
        { what: "the cluster's Services", cidr: serviceCidr },
        ...(vpc === undefined ? [] : [{ what: "the VPC", cidr: vpc }]),
    ];
    const blocks = (["nodes", "pods"] as const).flatMap((key) =>
        remote[key].map((cidr, index) => ({ cidr, path: [key, index] as const, what: `${key}[${index}]` })),
    );
    blocks.forEach(({ cidr, path }, position) => {
        const other = [...others, ...blocks.slice(0, position)].find((earlier) => overlapCidr(earlier.cidr, cidr));
        if (other) {
            report(path, cidr, `a block that does not overlap ${other.what} (${other.cidr})`, "Choose another block.");
        }
    });
    if (remote.nodes.length === 0 && remote.pods.length > 0) {
        report(["nodes"], remote.nodes, "at least one block where there are some of pods", "Write the nodes' blocks.");
    }
    remote.nodeRoles.forEach((arn, index) => {
        checkPartition(arn, context.resolved("region"), ["nodeRoles", index], report);
        if (arn.includes(":user/")) {
            report(["nodeRoles", index], arn, "the ARN of a role: nodes join with roles only", "Write a role.");
        }
        if (taken.has(arn) || remote.nodeRoles.indexOf(arn) < index) {
            const allowed = "a role that nothing else in the stack names: EKS has one access entry for each";
            report(["nodeRoles", index], arn, allowed, "Give the nodes a role of their own.");
        }
    });
}
