import * as z from "zod";
import { awsCli } from "../aws-cli";
import { UserError } from "../errors";
import type { Note } from "../notes";
import type { Leftover } from "./find";

/** How a kind of leftovers is removed. */
interface Removal {
    readonly service: string;
    readonly kind: string;
    /** Whether data goes with it. */
    readonly holdsData?: boolean;
    /** Arguments of the AWS CLI: what removes it, and what waits until it is gone. */
    readonly steps: (leftover: Leftover) => readonly (readonly string[])[];
}

/** In the order in which they let go of one another. What is not here was the stack's own, or is for a person to look at. */
const REMOVALS: readonly Removal[] = [
    {
        ...{ service: "ec2", kind: "instance" },
        steps: ({ id }) => [
            ["ec2", "terminate-instances", "--instance-ids", id],
            ["ec2", "wait", "instance-terminated", "--instance-ids", id],
        ],
    },
    {
        ...{ service: "elasticloadbalancing", kind: "loadbalancer" },
        steps: ({ arn, id }) =>
            id.includes("/")
                ? [
                      ["elbv2", "delete-load-balancer", "--load-balancer-arn", arn],
                      ["elbv2", "wait", "load-balancers-deleted", "--load-balancer-arns", arn],
                  ]
                : [["elb", "delete-load-balancer", "--load-balancer-name", id]],
    },
    {
        ...{ service: "elasticloadbalancing", kind: "targetgroup" },
        steps: ({ arn }) => [["elbv2", "delete-target-group", "--target-group-arn", arn]],
    },
    {
        ...{ service: "ec2", kind: "network-interface" },
        steps: ({ id }) => [["ec2", "delete-network-interface", "--network-interface-id", id]],
    },
    {
        ...{ service: "ec2", kind: "security-group" },
        steps: ({ id }) => [["ec2", "delete-security-group", "--group-id", id]],
    },
    {
        ...{ service: "ec2", kind: "launch-template" },
        steps: ({ id }) => [["ec2", "delete-launch-template", "--launch-template-id", id]],
    },
    {
        ...{ service: "ec2", kind: "volume", holdsData: true },
        steps: ({ id }) => [["ec2", "delete-volume", "--volume-id", id]],
    },
    {
        ...{ service: "ec2", kind: "snapshot", holdsData: true },
        steps: ({ id }) => [["ec2", "delete-snapshot", "--snapshot-id", id]],
    },
];

/** What can be done about a leftover: a command removes it, one that takes data along does, or a person has to look. */
export function fateOf(leftover: Leftover): "removable" | "data" | "unknown" {
    const removal = removalOf(leftover);
    return removal === undefined ? "unknown" : removal.holdsData ? "data" : "removable";
}

/**
 * Removes leftovers, each kind after those that use it.
 *
 * @returns AWS's words on what could not be removed, by ARN
 */
export async function removeLeftovers(
    leftovers: readonly Leftover[],
    region: string,
    note: Note,
): Promise<ReadonlyMap<string, string>> {
    const failed = new Map<string, string>();
    const ordered = REMOVALS.flatMap((removal) => leftovers.filter((leftover) => removalOf(leftover) === removal));
    for (const leftover of ordered) {
        note(`removing ${leftover.kind} ${leftover.id}`);
        try {
            for (const step of removalOf(leftover)?.steps(leftover) ?? []) {
                await awsCli(step, region, z.unknown());
            }
        } catch (error) {
            if (!(error instanceof UserError)) {
                throw error;
            }
            // The list of tags is behind by minutes.
            if (!/NotFound/.test(error.message)) {
                failed.set(leftover.arn, error.message.split("\n")[0] ?? "");
            }
        }
    }
    return failed;
}

function removalOf({ service, kind }: Leftover): Removal | undefined {
    return REMOVALS.find((removal) => removal.service === service && removal.kind === kind);
}
