/** The AWS partition of a region, as ARNs name it. */
export function partitionOf(region: string): string {
    if (region.startsWith("cn-")) return "aws-cn";
    if (region.startsWith("us-gov-")) return "aws-us-gov";
    return "aws";
}

/** ARN of a policy that AWS maintains, for example `service-role/AmazonEBSCSIDriverPolicy`. */
export function managedPolicyArn(partition: string, path: string): string {
    return `arn:${partition}:iam::aws:policy/${path}`;
}
