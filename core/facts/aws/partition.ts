import { REGIONS } from "./regions";

/** The AWS partition of a region, as ARNs name it. */
export function partitionOf(region: string): string {
    return REGIONS.get(region)?.partition ?? "aws";
}

/** ARN of a policy that AWS maintains, for example `service-role/AmazonEBSCSIDriverPolicy`. */
export function managedPolicyArn(partition: string, path: string): string {
    return `arn:${partition}:iam::aws:policy/${path}`;
}
